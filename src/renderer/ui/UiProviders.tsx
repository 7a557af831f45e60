import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { i18n } from 'i18next'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { cssVariables, theme } from './theme'

type UiProvidersProps = {
  readonly texts: i18n
  /** The scheme a person chose; `auto` follows the computer. */
  readonly scheme?: 'light' | 'dark' | 'auto'
  readonly children: ReactNode
}

/** Theme, texts and toasts: what every component needs around it, in the program and in tests. */
export const UiProviders = ({ texts, scheme = 'auto', children }: UiProvidersProps) => (
  <I18nextProvider i18n={texts}>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      {...(scheme === 'auto' ? { defaultColorScheme: 'auto' as const } : { forceColorScheme: scheme })}
    >
      <Notifications position="bottom-right" zIndex={400} limit={4} />
      {children}
    </MantineProvider>
  </I18nextProvider>
)
