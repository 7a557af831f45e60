/** Switches for the browsers that Daicho starts: they are there for Daicho alone and have no business on the network. */

/** Port 9 is "discard", which nobody serves: a connection is refused at once. */
const NOBODY = 'http://127.0.0.1:9'

/** Features that fetch, ask or offer something nobody asked for. */
const unwantedFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationGuideModelDownloading',
  'OptimizationHints',
  'OptimizationHintsFetching',
  'OptimizationTargetPrediction',
  'SafeBrowsingHashPrefixRealTimeLookups',
  'Translate',
]

/** Keeps the browser's own services from the network; says nothing about what a page may reach. */
export const quietArguments: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-background-mode',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-sync',
  '--metrics-recording-only',
  // No question for a key ring: the profile holds nothing that the data folder beside it does not.
  '--password-store=basic',
  '--use-mock-keychain',
  `--disable-features=${unwantedFeatures.join(',')}`,
  // What is fetched on demand is not switched off by --disable-component-update.
  `--component-updater=url-source=${NOBODY}/`,
  // It asks who is signed in at start, whatever its preferences say.
  `--gaia-url=${NOBODY}/`,
]

// Without `<-loopback>` Chromium would reach this machine's own addresses past the proxy.
const deadProxy = (...direct: readonly string[]): readonly string[] => [
  `--proxy-server=${NOBODY}`,
  `--proxy-bypass-list=${['<-loopback>', ...direct].join(';')}`,
]

/**
 * Lets a window out to Daicho's own address and nowhere else: every other request goes to a proxy that is not there, which
 * would also have to look up the names.
 */
export const ownAddressOnly: readonly string[] = deadProxy('127.0.0.1')

/** Lets nothing out at all. Not for a visible browser: it warns of the first of these switches in a bar. */
export const unconnected: readonly string[] = ['--host-resolver-rules=MAP * ~NOTFOUND', ...deadProxy()]

/** Chromium refuses to run as root with its sandbox; everybody else keeps it. */
export const sandboxArguments = (platform: NodeJS.Platform, userId: number | undefined): readonly string[] =>
  platform === 'linux' && userId === 0 ? ['--no-sandbox'] : []

/** Preferences of a new profile: no spell checker (it fetches dictionaries), no offers to save or translate. */
export const profilePreferences = {
  browser: { enable_spellchecking: false, has_seen_welcome_page: true },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  translate: { enabled: false },
  signin: { allowed: false, allowed_on_next_startup: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  search: { suggest_enabled: false },
  alternate_error_pages: { enabled: false },
  net: { network_prediction_options: 2 },
} as const
