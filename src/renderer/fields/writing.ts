import type { Language } from '../../shared/records/define'

/** How values are written for the person at the screen. */
export type Writing = {
  readonly language: Language
  /** The office's time zone, by its IANA name. */
  readonly zone: string
  /** 西暦 or 和暦. */
  readonly years: 'western' | 'era'
}
