import { ActionIcon, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { RecordId } from '../../../shared/journal/entry'
import { paperCopy } from '../../../shared/records/paper/paper-copy'
import { FieldEditor } from '../../fields/field-kinds'
import { useSurroundings } from '../../fields/field-surroundings'
import { useLive } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import { useLanguage } from '../../ui/use-language'
import { GenericSurroundings } from '../GenericSurroundings'
import { REPLACES, type RegisterCopyProps } from './copy-sheet'
import classes from './RegisterDialog.module.css'
import { type PaperCopy, readCopies } from './read-copies'
import { type Holding, useRegister } from './use-register'

type RegisterDialogProps = RegisterCopyProps & {
  readonly sheet: NonNullable<RegisterCopyProps['sheet']>
  /** Copies to replace from the start. */
  readonly replaces: readonly RecordId[]
  readonly opened: boolean
  readonly onClose: () => void
}

/** Who gets the sheet and where it hangs: several at once, each a record; what is replaced is collected with it. */
export const RegisterDialog = (props: RegisterDialogProps) => {
  const { t } = useTranslation('copies')
  const live = useLive('paper copies', readCopies, (event) => touches(event, copyTypes))
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('registerTitle')} size="xl">
      {live.status === 'ready' && <Surrounded key={props.replaces.join()} {...props} copies={live.value} />}
    </Modal>
  )
}

const copyTypes = new Set(['paperCopy', 'person'])

const Surrounded = (props: RegisterDialogProps & { readonly copies: readonly PaperCopy[] }) => {
  const titles = Object.fromEntries(
    props.copies.flatMap(({ values, holder }) => (values.holder ? [[values.holder, holder]] : [])),
  )
  return (
    <GenericSurroundings titles={titles}>
      <Form {...props} />
    </GenericSurroundings>
  )
}

let keys = 0
const holding = (replaced?: PaperCopy): Holding => {
  keys += 1
  return {
    key: `holding-${keys}`,
    holder: replaced?.values.holder ?? null,
    place: replaced?.values.place ?? '',
    received: false,
    replaces: replaced?.id ?? null,
  }
}

const isNowhere = ({ holder, place }: Holding): boolean => holder === null && place.trim() === ''

const Form = ({
  sheet,
  makePdf,
  fileName,
  replaces,
  copies,
  onClose,
}: RegisterDialogProps & { readonly copies: readonly PaperCopy[] }) => {
  const { t } = useTranslation('copies')
  const language = useLanguage()
  const { today } = useSurroundings()
  const [query, setQuery] = useSearchParams()
  const { busy, failure, register } = useRegister(sheet, { makePdf, fileName })
  const inUse = copies.filter(({ values }) => !values.collectedOn)
  const named = inUse.filter(({ id }) => replaces.includes(id))
  /** Copies of the same list that are out there: whoever prints anew mostly replaces them. */
  const others = inUse.filter(
    ({ id, values }) =>
      replaces.includes(id) || (sheet.list ? values.list === sheet.list : isOfSheet(values, sheet.title)),
  )
  const namedIds = named.map(({ id }) => id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the copies are the same while their ids are
  const first = useMemo(() => (named.length > 0 ? named.map(holding) : [holding()]), [namedIds])
  const [changed, setRows] = useState<readonly Holding[] | null>(null)
  const rows = changed ?? first
  const [tried, setTried] = useState(false)
  const { holder, place } = paperCopy.fields

  const change = (key: string, part: Partial<Holding>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const replace = (copy: PaperCopy, wanted: boolean) => {
    if (!wanted) {
      const left = rows.filter((row) => row.replaces !== copy.id)
      return setRows(left.length > 0 ? left : [holding()])
    }
    const empty = rows.length === 1 && rows[0] && isNowhere(rows[0])
    setRows([...(empty ? [] : rows), holding(copy)])
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (rows.some(isNowhere)) return
    if (!(await register(rows, today))) return
    if (query.has(REPLACES)) {
      const rest = new URLSearchParams(query)
      rest.delete(REPLACES)
      setQuery(rest, { replace: true })
    }
    onClose()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('registerWhat', { title: sheet.title, version: sheet.version })}</Text>
        <table className={classes.table} aria-label={t('whoGetsIt')}>
          <thead>
            <tr>
              <th scope="col">{holder.label[language]}</th>
              <th scope="col">{place.label[language]}</th>
              <th scope="col">{t('receipt')}</th>
              <th scope="col">
                <span className={classes.unseen}>{t('rowActions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => {
              const missing = tried && isNowhere(row)
              return (
                <tr key={row.key}>
                  <td className={classes.holder}>
                    <FieldEditor
                      field={holder}
                      id={`${row.key}-holder`}
                      label={t('holderOf', { row: at + 1 })}
                      value={row.holder}
                      invalid={missing}
                      onChange={(value) =>
                        change(row.key, { holder: typeof value === 'string' ? value : null })
                      }
                    />
                    {missing && (
                      <p className={classes.problem} role="alert">
                        {t('needWhoOrWhere')}
                      </p>
                    )}
                  </td>
                  <td>
                    <TextInput
                      aria-label={t('placeOf', { row: at + 1 })}
                      placeholder={t('placeExample')}
                      value={row.place}
                      onChange={(event) => change(row.key, { place: event.currentTarget.value })}
                    />
                  </td>
                  <td className={classes.receipt}>
                    <Checkbox
                      size="sm"
                      label={t('receivedToday')}
                      aria-label={t('receivedTodayOf', { row: at + 1 })}
                      checked={row.received}
                      onChange={(event) => change(row.key, { received: event.currentTarget.checked })}
                    />
                  </td>
                  <td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('removeRow', { row: at + 1 })}
                      title={t('removeRow', { row: at + 1 })}
                      disabled={rows.length === 1}
                      onClick={() => setRows(rows.filter((one) => one !== row))}
                    >
                      <IconTrash size={16} stroke={1.6} />
                    </ActionIcon>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => setRows([...rows, holding()])}
          >
            {t('addHolder')}
          </Button>
        </div>
        {others.length > 0 && (
          <Checkbox.Group
            label={t('replaces')}
            description={t('replacesWhat')}
            value={rows.flatMap((row) => row.replaces ?? [])}
          >
            <Stack gap={6} mt={6}>
              {others.map((copy) => (
                <Checkbox
                  key={copy.id}
                  value={copy.id}
                  size="sm"
                  label={whereOf(copy, t('nobodyNamed'), copy.values.version)}
                  onChange={(event) => replace(copy, event.currentTarget.checked)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {failure && (
          <Text c="red" size="sm" role="alert">
            {failure}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('registerDo', { count: rows.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const isOfSheet = (values: PaperCopy['values'], title: string): boolean =>
  values.list === undefined && values.name === title

const whereOf = ({ holder, values }: PaperCopy, nobody: string, version?: string): string =>
  [[holder, values.place].filter(Boolean).join(' · ') || nobody, version].filter(Boolean).join('　')
