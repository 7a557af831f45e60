import { useTranslation } from 'react-i18next'
import { useLive } from '../../store/client/store-context'
import { Hash } from '../../ui/Hash'
import { useEntryName } from './entry-name'
import classes from './Verify.module.css'

/** The hash that stands for the whole ledger now, to be noted on paper. */
export const HeadHash = () => {
  const { t } = useTranslation('verify')
  const entryName = useEntryName()
  const live = useLive(
    'head',
    (store) => store.head(),
    (event) => event.type === 'changed',
  )
  const head = live.status === 'ready' ? live.value : null
  if (!head) return null
  return (
    <section className={classes.section}>
      <h2>{t('head')}</h2>
      <p>{t('headWhat')}</p>
      <div className={classes.hash}>
        <Hash value={head.hash} copyLabel={t('copyHash')} />
        <p>{t('headEntry', { entry: entryName(head.entry) })}</p>
      </div>
    </section>
  )
}
