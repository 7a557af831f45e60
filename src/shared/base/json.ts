/** What may stand in an entry: no NaN, −0, undefined; decimals and money are strings. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
