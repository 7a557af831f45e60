import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { KeyCaps } from '../../ui/KeyCaps'
import { showKeyList } from '../../ui/key-list'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import classes from './Help.module.css'
import { helpPage, helpPages } from './help-pages'
import { Markdown } from './Markdown'

/** The help, offline: contents at the left, one page. */
export const HelpScreen = () => {
  const { t } = useTranslation('help')
  const language = useLanguage()
  const { page: id = helpPages[0] } = useParams()
  const page = helpPage(language, id)
  return (
    <Page title={page?.title ?? t('notThere')} room="wide">
      <div className={classes.help}>
        <nav className={classes.contents} aria-label={t('pages')}>
          <ul>
            {helpPages.map((one) => (
              <li key={one}>
                <Link to={paths.help(one)} aria-current={one === id ? 'page' : undefined}>
                  {helpPage(language, one)?.title}
                </Link>
              </li>
            ))}
          </ul>
          <Button
            className={classes.keys}
            variant="default"
            size="compact-sm"
            onClick={() => showKeyList(true)}
            rightSection={<KeyCaps keys="?" />}
          >
            {t('keys')}
          </Button>
        </nav>
        <article className={classes.page}>
          {page ? <Markdown text={page.text} /> : <Link to={paths.help()}>{t('toFirst')}</Link>}
        </article>
      </div>
    </Page>
  )
}
