import { Button, Modal } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './About.module.css'

type ShippedPackage = {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

/** The packages that travel with Daicho, with the full texts of their licences. */
export const Licences = () => {
  const { t } = useTranslation('about')
  const [packages, setPackages] = useState<readonly ShippedPackage[] | null>(null)
  const [unfolded, setUnfolded] = useState(false)
  const [shown, setShown] = useState<ShippedPackage | null>(null)
  useEffect(() => {
    // 200 KB that nobody needs before this screen.
    void import('../../../../resources/licences/licences.json').then((file) => setPackages(file.default))
  }, [])
  return (
    <section className={classes.section}>
      <h2>{t('licences')}</h2>
      <p>{t('licencesWhat')}</p>
      {!packages && <p role="status">{t('licencesLoading')}</p>}
      {packages && (
        <Button
          variant="default"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          leftSection={unfolded ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        >
          {t('licencesList', { count: packages.length })}
        </Button>
      )}
      <ul className={classes.packages} hidden={!unfolded}>
        {packages?.map((one) => (
          <li key={`${one.name} ${one.version}`}>
            <button type="button" className={classes.package} onClick={() => setShown(one)}>
              {one.name} {one.version}
              <span className={classes.licence}>{one.licence}</span>
            </button>
          </li>
        ))}
      </ul>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={shown ? `${shown.name} ${shown.version} — ${shown.licence}` : ''}
        size="xl"
      >
        <pre className={classes.text}>{shown?.text}</pre>
      </Modal>
    </section>
  )
}
