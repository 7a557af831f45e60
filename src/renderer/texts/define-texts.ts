/**
 * One area of texts with both languages side by side. A key that stands in one language only does not compile.
 * Keys are flat; `{{name}}` is filled in; a count chooses between `key_one` and `key_other`.
 */
export const defineTexts = <
  const J extends { readonly [key: string]: string },
  const E extends { readonly [K in keyof J]: string },
>(texts: {
  readonly ja: J
  readonly en: E & { readonly [K in Exclude<keyof E, keyof J>]: never }
}): { readonly ja: J; readonly en: E } => texts
