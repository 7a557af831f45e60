import { Anchor, Button, Loader, Radio, Stack, Text } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'react-router'
import { datedFileName } from '../../../shared/domain/written/file-name'
import type { UnmappableCell } from '../../../shared/exchange/export-csv'
import { importableTypes } from '../../../shared/exchange/phones-of'
import type { RecordId } from '../../../shared/journal/entry'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { readAsked, toQuery } from '../../generic/list/list-address'
import { inSentence } from '../../generic/type-words'
import { useCounts, useOffice } from '../../store/client/hooks'
import { useLive, useStore } from '../../store/client/store-context'
import type { ListQuery } from '../../store/store-api'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { saveFile } from '../../ui/save-file'
import { useLanguage } from '../../ui/use-language'
import classes from './ExportScreen.module.css'
import { type ExportFormat, exportFormats, makeFile } from './make-file'
import { idsOf, readRecords } from './read-records'
import { UnmappableList } from './UnmappableList'

/** Records of a type as a file for spreadsheets or address books. */
export const ExportScreen = () => {
  const { t } = useTranslation('export')
  const language = useLanguage()
  const { type = '' } = useParams()
  const declaration = declarationOf(type)
  if (!declaration || !(importableTypes as readonly string[]).includes(type)) {
    return (
      <Page title={t('exportOf', { records: declaration?.labelMany[language] ?? type })}>
        <Notice tone="look" title={t('notExportable')} />
      </Page>
    )
  }
  return <ExportOf key={type} declaration={declaration} />
}

type Which = 'all' | 'found' | 'chosen'

/** Records chosen in the list come along with the step here; an address typed in brings none. */
const chosenIn = (state: unknown): readonly RecordId[] => {
  const ids = (state as { readonly ids?: unknown } | null)?.ids
  return Array.isArray(ids) ? ids.filter((id): id is RecordId => typeof id === 'string') : []
}

const ExportOf = ({ declaration }: { readonly declaration: RecordDeclaration }) => {
  const { t } = useTranslation('export')
  const language = useLanguage()
  const store = useStore()
  const office = useOffice()
  const { search, state } = useLocation()
  const chosen = useMemo(() => chosenIn(state), [state])
  const asked = useMemo(() => {
    const alphabet = language === 'en' ? 'latin' : 'kana'
    const { sort, text, filters } = readAsked(declaration, new URLSearchParams(search))
    const queryOf = (narrowed: boolean): ListQuery => ({
      ...toQuery(declaration.type, 'live', {
        sort,
        text: narrowed ? text : '',
        filters: narrowed ? filters : [],
      }),
      alphabet,
    })
    return { isNarrowed: text.trim() !== '' || filters.length > 0, queryOf } as const
  }, [declaration, language, search])
  const all = useCounts()?.[declaration.type]?.live
  const found = useFound(asked.isNarrowed ? JSON.stringify(asked.queryOf(true)) : null)
  const [which, setWhich] = useState<Which>(chosen.length > 0 ? 'chosen' : asked.isNarrowed ? 'found' : 'all')
  const [format, setFormat] = useState<ExportFormat>('csvUtf8')
  const [working, setWorking] = useState(false)
  const [failed, setFailed] = useState(false)
  const [unmappable, setUnmappable] = useState<readonly UnmappableCell[]>([])

  const counts = { all, found, chosen: chosen.length }
  const offered = (['all', 'found', 'chosen'] as const).filter(
    (one) => one === 'all' || (one === 'found' ? asked.isNarrowed : chosen.length > 0),
  )

  const save = async (wanted: ExportFormat, replace = false) => {
    setWorking(true)
    setFailed(false)
    setUnmappable([])
    try {
      const ofList = await idsOf(store, asked.queryOf(which === 'found'))
      const ids = which === 'chosen' ? ofList.filter((id) => chosen.includes(id)) : ofList
      const records = await readRecords(store, ids)
      const answer = makeFile(wanted, records, { declaration, language, office: office.name }, replace)
      if ('unmappable' in answer) return setUnmappable(answer.unmappable)
      const { content, extension, type } = answer.made
      const now = new Date().toISOString()
      const name = datedFileName(declaration.labelMany[language], now, office.zone, extension)
      saveFile(name, content, type)
      notify.done(t('saved', { count: records.length, file: name }))
    } catch {
      // The worker was lost in between; nothing was made, and it can be asked again.
      setFailed(true)
    } finally {
      setWorking(false)
    }
  }

  return (
    <Page
      title={t('exportOf', { records: inSentence(declaration.labelMany, language) })}
      lead={t('exportHow')}
      room="middle"
      before={
        <Anchor component={Link} to={`${paths.list(declaration.type)}${search}`} size="sm">
          {declaration.labelMany[language]}
        </Anchor>
      }
    >
      <Stack gap="lg" maw="44rem">
        {offered.length > 1 && (
          <Radio.Group
            label={t('which')}
            value={which}
            onChange={(value) => {
              setWhich(value as Which)
              setUnmappable([])
            }}
          >
            <Stack gap={6} mt={6}>
              {offered.map((one) => (
                <Radio key={one} value={one} label={t(`which_${one}`, { count: counts[one] ?? 0 })} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Radio.Group
          label={t('format')}
          value={format}
          onChange={(value) => {
            setFormat(value as ExportFormat)
            setUnmappable([])
          }}
        >
          <Stack gap="xs" mt={6}>
            {exportFormats.map((one) => (
              <Radio key={one} value={one} label={t(`format_${one}`)} description={t(`formatWhat_${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {failed && <Notice tone="late" title={t('failed')} />}
        {unmappable.length > 0 ? (
          <UnmappableList
            cells={unmappable}
            onUtf8={() => void save('csvUtf8')}
            onReplace={() => void save(format, true)}
            onCancel={() => setUnmappable([])}
          />
        ) : (
          <div className={classes.end}>
            <Button
              disabled={working || counts[which] === 0}
              leftSection={
                working ? <Loader size={14} aria-hidden /> : <IconFileExport size={16} aria-hidden />
              }
              onClick={() => void save(format)}
            >
              {t(working ? 'saving' : 'save')}
            </Button>
            <Text size="sm" c="dimmed">
              {counts[which] === 0 ? t('nothing') : t(`which_${which}`, { count: counts[which] ?? 0 })}
            </Text>
          </div>
        )}
        <div className={classes.words}>
          {declaration.type === 'person' && <p>{t('personal')}</p>}
          {format !== 'vcard' && <p>{t('keeps')}</p>}
        </div>
      </Stack>
    </Page>
  )
}

/** How many records a question finds; undefined while it is fetched or without a question. */
const useFound = (query: string | null): number | undefined => {
  const live = useLive(
    `export ${query}`,
    async (store) => (query === null ? 0 : (await idsOf(store, JSON.parse(query))).length),
    (event) => event.type === 'changed',
  )
  return query !== null && live.status === 'ready' ? live.value : undefined
}
