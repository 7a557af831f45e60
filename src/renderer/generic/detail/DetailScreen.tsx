import { Anchor, Button, Menu } from '@mantine/core'
import { IconDotsVertical, IconPencil, IconTrash } from '@tabler/icons-react'
import { type ComponentType, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useNavigate, useParams } from 'react-router'
import type { RecordId } from '../../../shared/journal/entry'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import { useRecord } from '../../store/client/hooks'
import type { RecordView } from '../../store/store-api'
import { useKeys } from '../../ui/key-bindings'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { GenericSurroundings } from '../GenericSurroundings'
import { HistoryList } from '../history/HistoryList'
import { nameOfRecord } from '../record-name'
import { inSentence } from '../type-words'
import { UnknownRecord } from '../UnknownRecord'
import { useMay } from '../use-may'
import { useRecordActions } from '../use-record-actions'
import { ChildList } from './ChildList'
import { Conflicts } from './Conflicts'
import classes from './DetailScreen.module.css'
import { FieldList } from './FieldList'
import { ReferredFrom } from './ReferredFrom'
import { StrikeDialog } from './StrikeDialog'

/** One record: what it says, what belongs to it, who refers to it, and what happened to it. */
export const DetailScreen = ({ extra }: { readonly extra?: ExtraActions }) => {
  const { id } = useParams()
  return id ? <Detail key={id} id={id as RecordId} extra={extra} /> : <UnknownRecord />
}

/** What a workspace offers beside the usual actions; nothing for types it does not know. */
export type ExtraActions = ComponentType<{ readonly view: RecordView }>

type DetailProps = { readonly id: RecordId; readonly extra: ExtraActions | undefined }

const Detail = ({ id, extra }: DetailProps) => {
  const declaration = declarationOf(typeOfId(id))
  const view = useRecord(id)
  const was = useRef(false)
  const is = view?.row.life != null
  if (is) was.current = true
  if (view === undefined) return null
  // Its registration was taken back while it was looked at: the list is what is left of it.
  if (!is && was.current && declaration) return <Navigate to={paths.list(declaration.type)} replace />
  if (view === null || !declaration || view.row.life === null) return <UnknownRecord />
  if (declaration.single) return <Navigate to={paths.settings()} replace />
  return (
    <GenericSurroundings titles={view.titles}>
      <RecordPage declaration={declaration} view={view} extra={extra} />
    </GenericSurroundings>
  )
}

/** History items shown beside a record at first. */
const HISTORY_STEP = 20

const RecordPage = ({
  declaration,
  view,
  extra: Extra,
}: {
  readonly declaration: RecordDeclaration
  readonly view: RecordView
  readonly extra: ExtraActions | undefined
}) => {
  const { t } = useTranslation(['generic', 'history'])
  const language = useLanguage()
  const navigate = useNavigate()
  const may = useMay(declaration)
  const { remove, restore } = useRecordActions()
  const [striking, setStriking] = useState(false)
  const { row } = view
  const title = nameOfRecord(row.id, row.values, language)
  const live = row.life === 'live'
  const named = [{ id: row.id, name: title }]

  const toList = () => void navigate(paths.list(declaration.type))
  const edit = () => void navigate(paths.edit(row.id))
  const removeIt = async () => {
    if (await remove(named)) toList()
  }
  useKeys(t('keysDetail'), [
    ...(may.write && live
      ? [
          { keys: 'e', label: t('edit'), run: edit },
          { keys: 'Delete', label: t('delete'), run: () => void removeIt() },
        ]
      : []),
    { keys: 'Escape', label: t('backToList'), run: toList },
  ])

  const actions = live && may.write && (
    <>
      <Button
        component={Link}
        to={paths.edit(row.id)}
        leftSection={<IconPencil size={16} />}
        title={t('keyHint', { key: 'E' })}
      >
        {t('edit')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} />}
        title={t('keyHint', { key: 'Delete' })}
        onClick={() => void removeIt()}
      >
        {t('delete')}
      </Button>
    </>
  )
  return (
    <Page
      title={title}
      room="full"
      before={
        <Anchor
          component={Link}
          to={live ? paths.list(declaration.type) : paths.deleted(declaration.type)}
          size="sm"
        >
          {live
            ? declaration.labelMany[language]
            : t('deletedTitle', { type: inSentence(declaration.labelMany, language) })}
        </Anchor>
      }
      actions={
        <>
          {actions}
          {Extra && live && <Extra view={view} />}
          {may.strike && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" px="xs" aria-label={t('moreActions')} title={t('moreActions')}>
                  <IconDotsVertical size={16} />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setStriking(true)}>{t('strikeOut')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <div className={classes.columns}>
        <div className={classes.sheet}>
          {!live && (
            <Notice
              tone="look"
              title={t('isDeleted')}
              actions={
                may.write && (
                  <Button size="compact-sm" onClick={() => void restore(named)}>
                    {t('restore')}
                  </Button>
                )
              }
            >
              {t('isDeletedWhy')}
            </Notice>
          )}
          <Conflicts declaration={declaration} row={row} mayWrite={may.write} />
          <FieldList declaration={declaration} row={row} />
          {Object.entries(declaration.fields).map(([name, field]) =>
            field.kind === 'children' ? (
              <ChildList
                key={name}
                field={field}
                rows={view.children[name] ?? []}
                mayWrite={may.write && live}
                live={live}
              />
            ) : null,
          )}
          <ReferredFrom id={row.id} />
        </div>
        <section className={classes.history} aria-labelledby="record-history">
          <h2 id="record-history">{t('history:history')}</h2>
          <HistoryList record={row.id} step={HISTORY_STEP} level={3} />
        </section>
      </div>
      <StrikeDialog
        declaration={declaration}
        view={view}
        title={title}
        opened={striking}
        onClose={() => setStriking(false)}
      />
    </Page>
  )
}
