import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RecordDeclaration } from '../../../shared/records/define'
import { registry } from '../../../shared/records/registry'
import { useCounts } from '../../store/client/hooks'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import classes from './HomeScreen.module.css'
import { HomeSection } from './HomeSection'

const counted = (Object.values(registry) as readonly RecordDeclaration[]).filter(
  (type) => !type.parent && !type.single,
)

/** How many records there are of each type, and how many were deleted. */
export const RecordCounts = () => {
  const { t } = useTranslation('home')
  const language = useLanguage()
  const counts = useCounts()
  return (
    <HomeSection title={t('records')}>
      <ul className={classes.lines}>
        {counted.map((declaration) => {
          const { type } = declaration
          const { live = 0, deleted = 0 } = counts?.[type] ?? {}
          return (
            <li key={type} className={classes.line}>
              <Link to={type === 'user' ? paths.users() : paths.list(type)} className={classes.lineText}>
                {declaration.labelMany[language]}
              </Link>
              {deleted > 0 && (
                <Link to={paths.deleted(type)} className={classes.beside}>
                  {t('deletedCount', { count: deleted })}
                </Link>
              )}
              <span className={classes.figure}>{t('liveCount', { count: live })}</span>
            </li>
          )
        })}
      </ul>
    </HomeSection>
  )
}
