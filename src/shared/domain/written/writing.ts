/** How values are written for the person who reads them. */
export type Writing = {
  readonly language: 'ja' | 'en'
  /** The office's time zone, by its IANA name. */
  readonly zone: string
  /** 西暦 or 和暦. */
  readonly years: 'western' | 'era'
}
