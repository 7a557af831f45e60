import { Button } from '@mantine/core'
import {
  IconFileExport,
  IconFileImport,
  IconPlus,
  IconPrinter,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { GenericSurroundings } from '../GenericSurroundings'
import { inSentence } from '../type-words'
import { UnknownRecord } from '../UnknownRecord'
import { useMay } from '../use-may'
import { useRecordActions } from '../use-record-actions'
import { RecordList } from './RecordList'

/** The list of any declared type. */
export const ListScreen = () => {
  const { type } = useParams()
  const declaration = type ? declarationOf(type) : undefined
  if (!declaration || declaration.parent || declaration.single) return <UnknownRecord />
  return (
    <GenericSurroundings>
      <TypeList key={declaration.type} declaration={declaration} />
    </GenericSurroundings>
  )
}

/** The type that can be brought from a file and printed as a list. */
const PERSON = 'person'
/** Types that leave as files. */
const EXPORTABLE = ['person', 'organisation', 'site']

const TypeList = ({ declaration }: { readonly declaration: RecordDeclaration }) => {
  const { t } = useTranslation(['generic', 'check'])
  const language = useLanguage()
  const navigate = useNavigate()
  const { search } = useLocation()
  const may = useMay(declaration)
  const { remove } = useRecordActions()
  const isPerson = declaration.type === PERSON
  const isExportable = EXPORTABLE.includes(declaration.type)
  const asksForChecks =
    isPerson && /(^|,)(never|before:)/.test(new URLSearchParams(search).get('phones') ?? '')
  const newLabel = t('newOf', { type: inSentence(declaration.label, language) })
  const create = () => void navigate(paths.create(declaration.type))

  const empty = (
    <EmptyState
      icon={<IconUsers />}
      title={t('emptyTitle', { type: inSentence(declaration.labelMany, language) })}
      actions={
        may.write && (
          <>
            <Button component={Link} to={paths.create(declaration.type)} leftSection={<IconPlus size={16} />}>
              {newLabel}
            </Button>
            {isPerson && (
              <Button
                component={Link}
                to={paths.import(declaration.type)}
                variant="default"
                leftSection={<IconFileImport size={16} />}
              >
                {t('importFile')}
              </Button>
            )}
          </>
        )
      }
    >
      {may.write ? t(isPerson ? 'emptyHow' : 'emptyHowPlain') : t('emptyReadOnly')}
    </EmptyState>
  )
  return (
    <Page
      title={declaration.labelMany[language]}
      room="fill"
      lead={asksForChecks && <Link to={paths.checks()}>{t('check:checkUnchecked')}</Link>}
      actions={
        <>
          <Button component={Link} to={paths.deleted(declaration.type)} variant="subtle" color="gray">
            {t('deletedList')}
          </Button>
          {isPerson && (
            <Button
              component={Link}
              to={paths.peopleList()}
              variant="default"
              leftSection={<IconPrinter size={16} stroke={1.6} />}
            >
              {t('print')}
            </Button>
          )}
          {isExportable && (
            <Button
              component={Link}
              to={paths.export(declaration.type, search)}
              variant="default"
              leftSection={<IconFileExport size={16} stroke={1.6} />}
            >
              {t('export')}
            </Button>
          )}
          {isPerson && may.write && (
            <Button
              component={Link}
              to={paths.import(declaration.type)}
              variant="default"
              leftSection={<IconFileImport size={16} stroke={1.6} />}
            >
              {t('import')}
            </Button>
          )}
          {may.write && (
            <Button
              component={Link}
              to={paths.create(declaration.type)}
              leftSection={<IconPlus size={16} />}
              title={t('keyHint', { key: 'N' })}
            >
              {t('newRecord')}
            </Button>
          )}
        </>
      }
    >
      <RecordList
        declaration={declaration}
        life="live"
        empty={empty}
        keys={may.write ? [{ keys: 'n', label: newLabel, run: create }] : []}
        {...(isExportable
          ? {
              take: {
                label: t('export'),
                icon: <IconFileExport size={14} stroke={1.6} />,
                run: (ids) => void navigate(paths.export(declaration.type, search), { state: { ids } }),
              },
            }
          : {})}
        {...(may.write
          ? {
              onEdit: (id) => void navigate(paths.edit(id)),
              act: {
                label: t('delete'),
                key: 'Delete',
                icon: <IconTrash size={14} stroke={1.6} />,
                run: remove,
              },
            }
          : {})}
      />
    </Page>
  )
}
