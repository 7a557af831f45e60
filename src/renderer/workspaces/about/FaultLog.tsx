import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostBridge } from '../../../shared/contract/host-api'
import { saveFile } from '../../ui/save-file'
import classes from './About.module.css'

/** The fault log of the last 30 days, to look at and to save. */
export const FaultLog = ({ host }: { readonly host: HostBridge }) => {
  const { t } = useTranslation('about')
  const [lines, setLines] = useState<readonly string[] | null>(null)
  const read = async (): Promise<readonly string[]> => (await host.call('faults.read', {})).lines
  return (
    <section className={classes.section}>
      <h2>{t('faults')}</h2>
      <p>{t('faultsWhat')}</p>
      <Group gap="xs">
        <Button
          variant="default"
          onClick={() => (lines ? setLines(null) : void read().then((found) => setLines(found)))}
        >
          {t(lines ? 'faultsHide' : 'faultsShow')}
        </Button>
        <Button
          variant="default"
          onClick={() => void read().then((found) => saveFile('daicho-faults.txt', `${found.join('\n')}\n`))}
        >
          {t('faultsSave')}
        </Button>
      </Group>
      <div role="status">
        {lines && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
          <pre className={classes.log} tabIndex={0}>
            {lines.length > 0 ? lines.join('\n') : t('faultsNone')}
          </pre>
        )}
      </div>
    </section>
  )
}
