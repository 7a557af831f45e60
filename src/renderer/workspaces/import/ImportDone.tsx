import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Label, RecordDeclaration } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { inSentence } from '../../generic/type-words'
import { useStore } from '../../store/client/store-context'
import { useFailureSentence } from '../../ui/failure-sentence'
import { Notice } from '../../ui/Notice'
import { notify } from '../../ui/notify'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import type { Import } from './use-import'

type ImportDoneProps = { readonly declaration: RecordDeclaration; readonly work: Import }

const labelOf = (type: string): Label => declarationOf(type)?.labelMany ?? { ja: type, en: type }

/** What was done, and the one undo of it. */
export const ImportDone = ({ declaration, work }: ImportDoneProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const store = useStore()
  const sentence = useFailureSentence()
  const list = useRef<HTMLAnchorElement>(null)
  useEffect(() => list.current?.focus(), [])
  const { state } = work
  if (state.step !== 'done') return null
  const { intent, preview } = state
  const { create, change, refused, delete: deleted } = preview.counts
  const made = preview.missing.filter((missing) => missing.made)

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
          {t('doneWhat', { create, change })} {deleted > 0 && t('doneDeleted', { count: deleted })}{' '}
          {made.map(({ recordType, names }) => (
            <span key={recordType}>
              {t('doneMade', {
                records: inSentence(labelOf(recordType), language),
                names: names.join(t('and')),
              })}{' '}
            </span>
          ))}
          {state.kept === 'journalOnly' && t('doneOnePlace')}{' '}
          {refused > 0 && t('doneSkipped', { count: refused })}
        </>
      )}
    </Notice>
  )
}
