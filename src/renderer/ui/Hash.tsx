import { UnstyledButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy-text'
import { inFours } from './hash-groups'

/** Milliseconds the sign of a copy stays. */
const SIGN_MS = 3000

/** A hash in groups of four, as it is printed and typed; a press copies it, and says so. */
export const Hash = ({ value, copyLabel }: { readonly value: string; readonly copyLabel?: string }) => {
  const { t } = useTranslation('frame')
  const [sign, setSign] = useState<'copied' | 'notCopied' | null>(null)
  useEffect(() => {
    if (sign === null) return
    const timer = setTimeout(() => setSign(null), SIGN_MS)
    return () => clearTimeout(timer)
  }, [sign])
  const groups = <code className="daicho-hash">{inFours(value)}</code>
  if (!copyLabel) return groups
  const Icon = sign === 'copied' ? IconCheck : IconCopy
  return (
    <span className="daicho-copy">
      <UnstyledButton
        title={copyLabel}
        onClick={() => void copyText(value).then((done) => setSign(done ? 'copied' : 'notCopied'))}
      >
        {groups} <Icon size={15} aria-hidden className="daicho-copy-icon" />
      </UnstyledButton>
      <span role="status" className="daicho-copy-sign" data-failed={sign === 'notCopied' || undefined}>
        {sign && t(sign)}
      </span>
    </span>
  )
}
