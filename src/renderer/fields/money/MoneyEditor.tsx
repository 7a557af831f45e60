import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseDecimal, writeDecimal } from '../../../shared/domain/written/decimal-text'
import type { MoneyField } from '../../../shared/records/define'
import { atOnce } from '../at-once'
import { FiguresInput } from '../FiguresInput'
import type { EditorProps } from '../field-parts'
import classes from '../fields.module.css'
import { useTypedText } from '../use-typed-text'
import { isMoney } from './money-text'

const currencies = ['JPY', 'USD', 'EUR', 'GBP', 'CNY', 'KRW', 'TWD', 'SGD', 'AUD', 'CHF']

/** An amount with its currency: one value. */
export const MoneyEditor = ({ value, onChange, ...control }: EditorProps<MoneyField>) => {
  const { t } = useTranslation('fields')
  const [wished, setWished] = useState('JPY')
  const money = isMoney(value) ? value : null
  const currency = money?.currency ?? wished
  const amount = money ? money.amount : typeof value === 'string' ? value : null
  const typed = useTypedText(
    amount,
    (given) => (typeof given === 'string' ? writeDecimal(given) : ''),
    parseDecimal,
    (given) => {
      const read = typeof given === 'string' ? parseDecimal(given) : null
      onChange(read === null ? given : { amount: read, currency })
    },
  )
  return (
    <div className={classes.pair}>
      <FiguresInput {...control} typed={typed} inputMode="decimal" />
      <Select
        comboboxProps={atOnce}
        className={classes.currency}
        aria-label={t('currency', { label: control.label })}
        data={currencies.includes(currency) ? currencies : [currency, ...currencies]}
        value={currency}
        allowDeselect={false}
        onChange={(next) => {
          setWished(next ?? 'JPY')
          if (money) onChange({ amount: money.amount, currency: next ?? 'JPY' })
        }}
      />
    </div>
  )
}
