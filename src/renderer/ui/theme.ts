/**
 * The look: a well-kept ledger. Indigo (藍) is what can be acted on, vermilion (朱) what is late or wrong, everything
 * else is ink on paper. Contrast of every pair that is used is checked in theme.test.ts (WCAG AA).
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** 藍: 6 is the filled and the written indigo on paper, 3 the written one on ink. */
export const indigo: MantineColorsTuple = [
  '#eff3f9',
  '#dbe4f0',
  '#bdcde3',
  '#9db6d8',
  '#7397c6',
  '#4a76ae',
  '#2b5590',
  '#234777',
  '#1c395f',
  '#142a47',
]

/** 朱: 6 is written on paper, 3 on ink; nothing else in Daicho is red. */
export const vermilion: MantineColorsTuple = [
  '#fdf2ee',
  '#fadfd6',
  '#f5bfae',
  '#f09a80',
  '#e57355',
  '#d5522f',
  '#bd3d1b',
  '#a13215',
  '#7d2710',
  '#5a1b0b',
]

/** 墨: ink on slightly warm paper. */
const ink: MantineColorsTuple = [
  '#f8f8f5',
  '#f1f1ed',
  '#e6e6e1',
  '#d6d6d0',
  '#b3b3ad',
  '#8c8c86',
  '#666661',
  '#4a4a47',
  '#33332f',
  '#20201e',
]

/** Dark scheme: 0 written, 2 dimmed, 4 lines, 6 raised, 7 body, 8 sunk. */
const night: MantineColorsTuple = [
  '#e4e4e0',
  '#c9c9c4',
  '#a6a6a1',
  '#82827e',
  '#45474a',
  '#383a3d',
  '#2a2c2f',
  '#1d1f21',
  '#17191b',
  '#111314',
]

/** 若竹: what is confirmed and safe; used sparingly. */
const bamboo: MantineColorsTuple = [
  '#eef6f1',
  '#d7eadf',
  '#b0d5c0',
  '#86be9f',
  '#5fa681',
  '#3f8d66',
  '#2a7350',
  '#215c40',
  '#194731',
  '#113323',
]

/** 黄土: worth a look, not wrong. */
const ochre: MantineColorsTuple = [
  '#fbf6e9',
  '#f4e8c8',
  '#e8d195',
  '#d9b861',
  '#c49d3a',
  '#a98124',
  '#83621a',
  '#694e14',
  '#4f3b0f',
  '#37290a',
]

export const fontFamily = "'Noto Sans JP Variable', 'Noto Sans JP', sans-serif"
export const monoFamily = "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, 'Noto Sans Mono', monospace"

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 6, dark: 5 },
  colors: { indigo, red: vermilion, vermilion, gray: ink, dark: night, green: bamboo, yellow: ochre },
  white: '#ffffff',
  black: '#20201e',
  fontFamily,
  fontFamilyMonospace: monoFamily,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.6', lg: '1.6', xl: '1.4' },
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
      h4: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Modal: { defaultProps: { radius: 'md', centered: true, transitionProps: { duration: 80 } } },
    ModalTitle: { defaultProps: { fw: 600 } },
    // The header of a dialog is no banner of the page.
    ModalHeader: { defaultProps: { role: 'none' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 60 } } },
    Paper: { defaultProps: { radius: 'sm' } },
    Select: { defaultProps: { checkIconPosition: 'right' } },
  },
})

/** What screens use by name, so that both schemes stay in one place. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#20201e',
    '--mantine-color-dimmed': '#666661',
    '--mantine-color-anchor': '#2b5590',
    '--mantine-color-error': '#bd3d1b',
    '--mantine-color-placeholder': '#767671',
    '--mantine-color-default-border': '#92928c',
    /** Around the sheet: navigation and header. */
    '--daicho-desk': '#f8f8f5',
    '--daicho-sheet': '#ffffff',
    '--daicho-line': '#e6e6e1',
    '--daicho-line-strong': '#b3b3ad',
    '--daicho-hover': '#f1f4f9',
    '--daicho-selected': '#e5ecf5',
    '--daicho-late': '#bd3d1b',
    '--daicho-late-ground': '#fdf2ee',
    '--daicho-act': '#2b5590',
    '--daicho-safe': '#2a7350',
    '--daicho-look': '#83621a',
    '--daicho-look-ground': '#fbf6e9',
  },
  dark: {
    '--mantine-color-text': '#e4e4e0',
    '--mantine-color-dimmed': '#a6a6a1',
    '--mantine-color-anchor': '#9db6d8',
    '--mantine-color-error': '#f09a80',
    // White on vermilion 5, the shade of filled things on ink, is too weak to read.
    '--mantine-color-red-filled': '#bd3d1b',
    '--mantine-color-red-filled-hover': '#a13215',
    '--mantine-color-placeholder': '#94948f',
    '--mantine-color-default-border': '#6f7277',
    '--daicho-desk': '#17191b',
    '--daicho-sheet': '#1d1f21',
    '--daicho-line': '#313337',
    '--daicho-line-strong': '#5a5c60',
    '--daicho-hover': '#24282d',
    '--daicho-selected': '#26313f',
    '--daicho-late': '#f09a80',
    '--daicho-late-ground': '#33201a',
    '--daicho-act': '#9db6d8',
    '--daicho-safe': '#86be9f',
    '--daicho-look': '#d9b861',
    '--daicho-look-ground': '#2d2719',
  },
})
