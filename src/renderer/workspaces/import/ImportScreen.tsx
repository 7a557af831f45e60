import { Button, Group, Loader, NativeSelect, Progress, SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { Encoding } from '../../../shared/exchange/import-plan'
import { importableTypes } from '../../../shared/exchange/phones-of'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { useMay } from '../../generic/use-may'
import { WhoMayWrite } from '../../generic/WhoMayWrite'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { ChooseFile } from './ChooseFile'
import { encodings } from './FoundTable'
import { ImportDone } from './ImportDone'
import { ImportPlan } from './ImportPlan'
import { fileProblem } from './problem-words'
import { type Import, useImport } from './use-import'

/** Records of a type from a file: choose, look, correct, import once, undo once. */
export const ImportScreen = () => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const { type = '' } = useParams()
  const declaration = importableTypes.find((each) => each === type) && declarationOf(type)
  if (!declaration) {
    return (
      <Page title={t('title', { records: declarationOf(type)?.labelMany[language] ?? type })}>
        <Notice tone="look" title={t('notImportable')} />
      </Page>
    )
  }
  return <ImportOf declaration={declaration} />
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
      actions={
        <TypeChoice type={declaration.type} disabled={state.step === 'running' || state.step === 'done'} />
      }
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
        <Stack gap="sm" maw="30rem">
          <Group gap="sm" role="status">
            <Loader size={16} aria-hidden />
            {t('readingFile', { file: state.file })}
          </Group>
          <Progress value={state.done * 100} aria-label={t('readSoFar')} />
          <div>
            <Button variant="default" onClick={work.restart}>
              {t('cancel')}
            </Button>
          </div>
        </Stack>
      )}
      {state.step === 'problem' && <FileProblem work={work} />}
      {(state.step === 'preview' || state.step === 'running' || state.step === 'failed') && (
        <ImportPlan declaration={declaration} work={work} may={may.write} />
      )}
      {state.step === 'done' && <ImportDone declaration={declaration} work={work} />}
    </Page>
  )
}

/** What the file is about; a file that was chosen stays chosen. */
const TypeChoice = ({ type, disabled }: { readonly type: string; readonly disabled: boolean }) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const navigate = useNavigate()
  return (
    <SegmentedControl
      aria-label={t('typeChoice')}
      disabled={disabled}
      value={type}
      data={importableTypes.map((value) => ({
        value,
        label: declarationOf(value)?.labelMany[language] ?? value,
      }))}
      onChange={(value) => void navigate(paths.import(value), { replace: true })}
    />
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
