import { Anchor, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import { useTitles } from '../../generic/use-titles'
import type { VerifyProblem, VerifyReport } from '../../store/store-api'
import { Notice } from '../../ui/Notice'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { useEntryName } from './entry-name'
import classes from './Verify.module.css'

/** Places told of at once. */
const TOLD = 20

/** The result in words; what does not fit first is named first. */
export const VerifyResult = ({ report }: { readonly report: VerifyReport }) => {
  const { t } = useTranslation('verify')
  const { problems } = report
  if (report.cancelled) {
    return (
      <div className={classes.result}>
        <Notice tone="look" title={t('cancelled')}>
          {t('cancelledWhat')}
        </Notice>
      </div>
    )
  }
  const [first, ...others] = problems
  if (!first) {
    return (
      <div className={classes.result}>
        <Notice tone="safe" title={t('fine')}>
          {t('fineWhat', { entries: report.entries, rows: report.rows })}
        </Notice>
        <Waiting count={report.waiting} />
      </div>
    )
  }
  const inFiles = problems.some(({ kind }) => kind === 'segment' || kind === 'chain')
  return (
    <div className={classes.result}>
      <Notice
        tone="late"
        title={t('broken', { count: problems.length })}
        actions={
          inFiles && (
            <Button component={Link} to={paths.mend()} variant="default">
              {t('mend')}
            </Button>
          )
        }
      >
        {t(inFiles ? 'brokenFiles' : 'brokenWhat')}
      </Notice>
      <p className={classes.first}>{t('first')}</p>
      <Problem problem={first} />
      {others.length > 0 && (
        <>
          <p className={classes.first}>{t('others')}</p>
          <ul className={classes.problems}>
            {others.slice(0, TOLD).map((problem) => (
              <li key={JSON.stringify(problem)}>
                <Problem problem={problem} />
              </li>
            ))}
          </ul>
          {others.length > TOLD && <p>{t('moreProblems', { count: others.length - TOLD })}</p>}
        </>
      )}
      <Waiting count={report.waiting} />
    </div>
  )
}

/** Entries that are only waiting for the vault: told apart from what does not fit. */
const Waiting = ({ count }: { readonly count: number }) => {
  const { t } = useTranslation('verify')
  if (count === 0) return null
  return (
    <Notice tone="look" title={t('waiting', { count })}>
      {t('waitingWhat')}
    </Notice>
  )
}

const Problem = ({ problem }: { readonly problem: VerifyProblem }) => {
  const { t } = useTranslation('verify')
  const language = useLanguage()
  const entryName = useEntryName()
  const titles = useTitles(problem.kind === 'row' ? [problem.record] : [])
  switch (problem.kind) {
    case 'chain':
      return <>{t(`chain_${problem.problem}`, { entry: entryName(problem.entry) })}</>
    case 'segment':
      return (
        <>
          {t(`segment_${problem.problem.problem}`, {
            segment: problem.problem.segment,
            seq: problem.problem.seq,
          })}
        </>
      )
    case 'row': {
      const field = declarationOf(typeOfId(problem.record))?.fields[problem.field]
      return (
        <>
          {t('row', {
            record: titles[problem.record] ?? problem.record,
            field: field?.label[language] ?? problem.field,
          })}{' '}
          <Anchor component={Link} to={paths.record(problem.record)}>
            {t('openRecord')}
          </Anchor>
        </>
      )
    }
    case 'vaultUnread':
    case 'segmentsUnread':
      return <>{t(problem.kind, { code: problem.code })}</>
    default:
      return <>{t(problem.kind, { entry: entryName(problem.entry) })}</>
  }
}
