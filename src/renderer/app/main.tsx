import '../ui/layers.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@fontsource-variable/noto-sans-jp/wght.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectHost } from '../bridge/connect-host'
import { connectStore } from '../store/connect'
import { setLanguage, startTexts, texts } from '../texts/index'
import { failureSentence } from '../ui/failure-sentence'
import { notify } from '../ui/notify'
import { UiProviders } from '../ui/UiProviders'
import { App } from './App'
import { Boundary } from './Boundary'
import { lockBrowser, unlockBrowser } from './browser-lock'
import { watchFaults } from './faults'
import { watchOutsideLinks } from './outside-links'
import { rememberedLanguage, rememberLanguage } from './remembered-language'
import { StartUpControl } from './start-up'

const remembered = rememberedLanguage()
startTexts(remembered ?? (navigator.language.startsWith('ja') ? 'ja' : 'en'))
document.documentElement.lang = texts.language
texts.on('languageChanged', (language) => {
  document.documentElement.lang = language
  rememberLanguage(language)
})

const control = new StartUpControl({
  connectHost,
  connectStore: (host) => connectStore(host.call),
  lockBrowser,
  unlockBrowser,
  window: crypto.randomUUID(),
  // Forms speak up before a page is left: they are asked as if it were.
  hasUnsaved: () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })),
  language: () => (texts.language === 'en' ? 'en' : 'ja'),
  onInfo: (info) => {
    if (!remembered && info.language) setLanguage(info.language)
  },
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <UiProviders texts={texts}>
      <Boundary control={control}>
        <App control={control} />
      </Boundary>
    </UiProviders>
  </StrictMode>,
)
watchFaults(() => (control.info ? control.host : null))
watchOutsideLinks(
  (url) => control.host.call('open.external', { url }),
  (failure) => {
    const t = texts.getFixedT(null, 'failures')
    notify.problem(t('title'), failureSentence(t, failure))
  },
)
void control.begin()
