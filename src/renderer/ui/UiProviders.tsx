import { localStorageColorSchemeManager, MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { i18n } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { cssVariables, theme } from './theme'

type UiProvidersProps = {
  readonly texts: i18n
  /** Tests show one scheme; the program follows the user's choice. */
  readonly scheme?: 'light' | 'dark'
  readonly children: ReactNode
}

/** The scheme shown last, so that the next start begins in it. */
const schemeManager = localStorageColorSchemeManager({ key: 'daicho.scheme' })

/** Theme, texts and toasts: what every component needs around it, in the program and in tests. */
export const UiProviders = ({ texts, scheme, children }: UiProvidersProps) => (
  <I18nextProvider i18n={texts}>
    <ThemeInLanguage {...(scheme ? { scheme } : {})}>{children}</ThemeInLanguage>
  </I18nextProvider>
)

type ThemeInLanguageProps = { readonly scheme?: 'light' | 'dark'; readonly children: ReactNode }

/** Buttons that are only a sign are named in the language of the screens. */
const ThemeInLanguage = ({ scheme, children }: ThemeInLanguageProps) => {
  const { t } = useTranslation('frame')
  const close = t('close')
  const named = useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: { CloseButton: { defaultProps: { 'aria-label': close, title: close } } },
      }),
    [close],
  )
  return (
    <MantineProvider
      theme={named}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
      {...(scheme ? { forceColorScheme: scheme } : {})}
    >
      <Notifications position="top-center" zIndex={400} limit={4} containerWidth={380} />
      {children}
    </MantineProvider>
  )
}
