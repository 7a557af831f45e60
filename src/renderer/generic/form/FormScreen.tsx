import { Anchor } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams } from 'react-router'
import { newRecordId } from '../../../shared/base/random'
import type { RecordId } from '../../../shared/journal/entry'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import { useRecord } from '../../store/client/hooks'
import type { RecordView } from '../../store/store-api'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { GenericSurroundings } from '../GenericSurroundings'
import { inSentence } from '../type-words'
import { UnknownRecord } from '../UnknownRecord'
import { useMay } from '../use-may'
import { WhoMayWrite } from '../WhoMayWrite'
import { childrenFields, type Draft, draftOf } from './draft'
import { RecordForm } from './RecordForm'

/** The form of any declared type, for a new record or one that stands. */
export const FormScreen = () => {
  const { type, id } = useParams()
  if (id) return <EditForm key={id} id={id as RecordId} />
  const declaration = type ? declarationOf(type) : undefined
  if (!declaration || declaration.parent) return <UnknownRecord />
  return (
    <ForWriters
      key={declaration.type}
      declaration={declaration}
      otherwise={<NoNew declaration={declaration} />}
    >
      <CreateForm declaration={declaration} />
    </ForWriters>
  )
}

type ForWritersProps = {
  readonly declaration: RecordDeclaration
  readonly otherwise: ReactNode
  readonly children: ReactNode
}

/** A form for those who may save it. Who is switched to another user within it keeps what was typed before their eyes. */
const ForWriters = ({ declaration, otherwise, children }: ForWritersProps) => {
  const may = useMay(declaration)
  const [begun, setBegun] = useState(may.write)
  if (may.write && !begun) setBegun(true)
  if (begun || may.write) return children
  return may.known ? otherwise : null
}

const NoNew = ({ declaration }: { readonly declaration: RecordDeclaration }) => {
  const { t } = useTranslation('generic')
  const language = useLanguage()
  return (
    <Page
      title={t('newTitle', { type: inSentence(declaration.label, language) })}
      room="wide"
      before={
        <Anchor component={Link} to={paths.list(declaration.type)} size="sm">
          {declaration.labelMany[language]}
        </Anchor>
      }
    >
      <WhoMayWrite declaration={declaration} />
    </Page>
  )
}

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

const newId = (type: string): RecordId => newRecordId(type, randomBytes)

/** A new record with one blank line for each kind of child. */
const blankDraft = (declaration: RecordDeclaration): Draft => ({
  id: newId(declaration.type),
  values: {},
  children: Object.fromEntries(
    childrenFields(declaration).map(({ name, field }) => [name, [{ id: newId(field.of), values: {} }]]),
  ),
})

const CreateForm = ({ declaration }: { readonly declaration: RecordDeclaration }) => {
  const [start] = useState(() => blankDraft(declaration))
  return (
    <GenericSurroundings>
      <RecordForm
        declaration={declaration}
        before={null}
        start={start}
        newId={newId}
        changedMeanwhile={false}
      />
    </GenericSurroundings>
  )
}

/** How many entries a record and its children stand on. */
const entriesOf = (view: RecordView | null | undefined): number =>
  [view?.row, ...Object.values(view?.children ?? {}).flat()].reduce(
    (sum, row) => sum + (row?.entries.length ?? 0),
    0,
  )

const EditForm = ({ id }: { readonly id: RecordId }) => {
  const declaration = declarationOf(typeOfId(id))
  const view = useRecord(id)
  // What the person began with: what comes in meanwhile must not move under their hands.
  const [before, setBefore] = useState(view)
  if (view !== undefined && before === undefined) setBefore(view)
  const begun = before ?? view
  if (begun === undefined) return null
  if (begun === null || !declaration) return <UnknownRecord />
  if (begun.row.life !== 'live') return <Navigate to={paths.record(id)} replace />
  // A form that was begun stays, also when the record was taken away under it: what was typed is not lost.
  const changedMeanwhile = entriesOf(view) !== entriesOf(begun)
  return (
    // Who may not write is shown the record as it stands.
    <ForWriters declaration={declaration} otherwise={<Navigate to={paths.record(id)} replace />}>
      <GenericSurroundings titles={begun.titles}>
        <RecordForm
          declaration={declaration}
          before={begun}
          start={draftOf(begun)}
          newId={newId}
          changedMeanwhile={changedMeanwhile}
        />
      </GenericSurroundings>
    </ForWriters>
  )
}
