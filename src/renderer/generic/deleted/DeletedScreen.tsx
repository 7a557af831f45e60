import { Anchor, Group } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf, registry } from '../../../shared/records/registry'
import { useCounts } from '../../store/client/hooks'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { GenericSurroundings } from '../GenericSurroundings'
import { RecordList } from '../list/RecordList'
import { inSentence } from '../type-words'
import { UnknownRecord } from '../UnknownRecord'
import { useMay } from '../use-may'
import { useRecordActions } from '../use-record-actions'

/** Deleted records of one type: found by text, opened, restored. */
export const DeletedScreen = () => {
  const { type } = useParams()
  const declaration = type ? declarationOf(type) : undefined
  if (!declaration || declaration.parent || declaration.single) return <UnknownRecord />
  return (
    <GenericSurroundings>
      <DeletedList key={declaration.type} declaration={declaration} />
    </GenericSurroundings>
  )
}

const DeletedList = ({ declaration }: { readonly declaration: RecordDeclaration }) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const may = useMay(declaration)
  const { restore } = useRecordActions()
  const type = declaration.labelMany[language]
  return (
    <Page
      title={t('deletedTitle', { type: inSentence(declaration.labelMany, language) })}
      lead={t('deletedLead')}
      room="fill"
      before={
        <Anchor component={Link} to={paths.list(declaration.type)} size="sm">
          {type}
        </Anchor>
      }
      actions={<OtherTypes than={declaration.type} />}
    >
      <RecordList
        declaration={declaration}
        life="deleted"
        empty={
          <EmptyState
            icon={<IconTrash />}
            title={t('deletedEmpty', { type: inSentence(declaration.labelMany, language) })}
          >
            {t('deletedEmptyWhy')}
          </EmptyState>
        }
        {...(may.write
          ? {
              act: {
                label: t('restore'),
                key: 'r',
                icon: <IconArrowBackUp size={14} stroke={1.6} />,
                run: restore,
              },
            }
          : {})}
      />
    </Page>
  )
}

/** Types that have deleted records too. */
const OtherTypes = ({ than }: { readonly than: string }) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const counts = useCounts()
  const others = Object.values<RecordDeclaration>(registry).filter(
    ({ type, parent, single }) => type !== than && !parent && !single && (counts?.[type]?.deleted ?? 0) > 0,
  )
  return (
    <Group gap="md">
      {others.map(({ type, labelMany }) => (
        <Anchor key={type} component={Link} to={paths.deleted(type)} size="sm">
          {t('deletedTitle', { type: inSentence(labelMany, language) })}
        </Anchor>
      ))}
    </Group>
  )
}
