import { IconFileImport, IconPrinter, IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { paths } from '../../ui/paths'
import classes from './HomeScreen.module.css'
import { HomeSection } from './HomeSection'

/** What to do first in an empty ledger. */
export const FirstSteps = () => {
  const { t } = useTranslation('home')
  const steps = [
    { to: paths.create('person'), Icon: IconUserPlus, title: t('firstPeople'), why: t('firstPeopleWhy') },
    { to: paths.import('person'), Icon: IconFileImport, title: t('firstImport'), why: t('firstImportWhy') },
    { to: paths.peopleList(), Icon: IconPrinter, title: t('firstPrint'), why: t('firstPrintWhy') },
  ]
  return (
    <div className={classes.first}>
      <HomeSection title={t('firstTitle')}>
        <ol className={classes.lines}>
          {steps.map(({ to, Icon, title, why }) => (
            <li key={to}>
              <Link to={to} className={classes.step}>
                <Icon size={22} stroke={1.5} aria-hidden />
                <span>
                  <span className={classes.stepTitle}>{title}</span>
                  <span className={classes.stepWhy}>{why}</span>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </HomeSection>
    </div>
  )
}
