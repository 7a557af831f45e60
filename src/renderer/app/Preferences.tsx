import { useMantineColorScheme } from '@mantine/core'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrentUser, useOffice, useRecord } from '../store/client/hooks'
import { setLanguage } from '../texts/index'
import { TitleContext } from '../ui/document-title'

/** Language and appearance follow the user who writes now, at once; the window is named after the office. */
export const Preferences = ({
  sample,
  children,
}: {
  readonly sample: boolean
  readonly children: ReactNode
}) => {
  const user = useCurrentUser()
  return (
    <>
      {user && <UserPreferences id={user.id} />}
      <WindowName sample={sample}>{children}</WindowName>
    </>
  )
}

const UserPreferences = ({ id }: { readonly id: `${string}:${string}` }) => {
  const view = useRecord(id)
  const { setColorScheme } = useMantineColorScheme()
  const language = view?.row.values.language
  const appearance = view?.row.values.theme
  useEffect(() => {
    if (language === 'ja' || language === 'en') setLanguage(language)
  }, [language])
  const known = view !== undefined
  useEffect(() => {
    // Who chose nothing sees what the computer wants, not what the last user chose.
    if (known) setColorScheme(appearance === 'light' || appearance === 'dark' ? appearance : 'auto')
  }, [known, appearance, setColorScheme])
  return null
}

const WindowName = ({ sample, children }: { readonly sample: boolean; readonly children: ReactNode }) => {
  const { t } = useTranslation('frame')
  const office = useOffice()
  const title = useMemo(
    () => ({ before: sample ? `${t('sampleMark')} ` : '', after: office.name || t('productName') }),
    [sample, office.name, t],
  )
  return <TitleContext value={title}>{children}</TitleContext>
}
