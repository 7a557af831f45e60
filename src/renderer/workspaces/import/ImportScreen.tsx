import { Button, Group, Loader, NativeSelect, Stack } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Encoding } from '../../../shared/exchange/import-plan'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useMay } from '../../generic/use-may'
import { WhoMayWrite } from '../../generic/WhoMayWrite'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { ChooseFile } from './ChooseFile'
import { encodings } from './FoundTable'
import { ImportPlan } from './ImportPlan'
import { fileProblem } from './problem-words'
import { type Import, useImport } from './use-import'

/** Records of a type from a file: choose, look, correct, import once, undo once. */
export const ImportScreen = () => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const { type = '' } = useParams()
  const declaration = declarationOf(type)
  if (!declaration || declaration.parent || declaration.single || declaration.writers.length === 0) {
    return (
      <Page title={t('title', { records: declaration?.labelMany[language] ?? type })}>
        <Notice tone="look" title={t('notImportable')} />
      </Page>
    )
  }
  return <ImportOf key={type} declaration={declaration} />
}

const ImportOf = ({ declaration }: { readonly declaration: RecordDeclaration }) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const work = useImport(declaration.type)
  const may = useMay(declaration)
  const { state } = work
  return (
    <Page
      title={t('title', { records: declaration.labelMany[language] })}
      lead={state.step === 'done' || !may.write ? undefined : t('lead')}
      room="fill"
    >
      {may.known && !may.write && <WhoMayWrite declaration={declaration} />}
      {may.write && (state.step === 'choose' || state.step === 'unopened') && (
        <Stack gap="md">
          {state.step === 'unopened' && <Notice tone="late" title={t('cannotOpen')} />}
          <ChooseFile onChoose={work.choose} />
        </Stack>
      )}
      {state.step === 'reading' && (
        <Group gap="sm" role="status">
          <Loader size={16} aria-hidden />
          {t('readingFile', { file: state.file })}
        </Group>
      )}
      {state.step === 'problem' && <FileProblem work={work} />}
      {(state.step === 'preview' || state.step === 'running' || state.step === 'failed') && (
        <ImportPlan declaration={declaration} work={work} may={may.write} />
      )}
      {state.step === 'done' && <Done declaration={declaration} work={work} />}
    </Page>
  )
}

const FileProblem = ({ work }: { readonly work: Import }) => {
  const { t } = useTranslation('import')
  const [encoding, setEncoding] = useState<Encoding>('shift_jis')
  const { state } = work
  if (state.step !== 'problem') return null
  return (
    <Stack gap="md">
      <Notice tone="late" title={t('problemTitle', { file: state.file })}>
        {fileProblem(t, state.problem)}
      </Notice>
      {state.problem.type === 'UnknownEncoding' && (
        <Group gap="xs" align="end">
          <NativeSelect
            label={t('encoding')}
            value={encoding}
            data={Object.entries(encodings).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(event) => setEncoding(event.currentTarget.value as Encoding)}
          />
          <Button variant="default" onClick={() => void work.reread({ encoding })}>
            {t('readAs')}
          </Button>
        </Group>
      )}
      <ChooseFile onChoose={work.choose} />
    </Stack>
  )
}

const Done = ({ declaration, work }: { readonly declaration: RecordDeclaration; readonly work: Import }) => {
  const { t } = useTranslation('import')
  const store = useStore()
  const sentence = useFailureSentence()
  const list = useRef<HTMLAnchorElement>(null)
  useEffect(() => list.current?.focus(), [])
  const { state } = work
  if (state.step !== 'done') return null
  const { intent, preview } = state
  const { create, change, refused } = preview.counts

  /** Takes back the import and nothing else: undo goes from the last thing done backwards. */
  const takeBack = async () => {
    const { undo } = await store.undoState()
    if (undo?.intent !== intent) return notify.problem(t('undo'), t('undoNotLast'))
    const answer = await store.undo()
    if (answer.ok) work.markUndone()
    else notify.problem(t('undo'), sentence(answer.error))
  }

  return (
    <Notice
      tone={state.kept === 'journalOnly' && !state.undone ? 'late' : 'safe'}
      title={state.undone ? t('undone') : t('doneTitle')}
      actions={
        <>
          {!state.undone && (
            <Button variant="default" onClick={() => void takeBack()}>
              {t('undo')}
            </Button>
          )}
          <Button variant="default" onClick={work.restart}>
            {t('again')}
          </Button>
          <Button component={Link} to={paths.list(declaration.type)} ref={list}>
            {t('openList')}
          </Button>
        </>
      }
    >
      {!state.undone && (
        <>
          {t('doneWhat', { create, change })} {state.kept === 'journalOnly' && t('doneOnePlace')}{' '}
          {refused > 0 && t('doneSkipped', { count: refused })}
        </>
      )}
    </Notice>
  )
}
