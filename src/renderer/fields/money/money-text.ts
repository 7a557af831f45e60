import type { JsonValue } from '../../../shared/base/json'
import { writeDecimal } from '../../../shared/domain/written/decimal-text'

export type Money = { readonly amount: string; readonly currency: string }

export const isMoney = (value: JsonValue): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value

/** Yen with the sign a Japanese office uses (U+5186 behind the amount); every other currency by its code. */
export const writeMoney = (value: Money, language: 'ja' | 'en'): string =>
  language === 'ja' && value.currency === 'JPY'
    ? `${writeDecimal(value.amount)}\u5186`
    : `${writeDecimal(value.amount)} ${value.currency}`
