import { CopyButton, UnstyledButton } from '@mantine/core'
import { inFours } from './hash-groups'

/** A hash in groups of four, as it is printed and typed; a press copies it. */
export const Hash = ({ value, copyLabel }: { readonly value: string; readonly copyLabel?: string }) => {
  const groups = <code className="daicho-hash">{inFours(value)}</code>
  if (!copyLabel) return groups
  return (
    <CopyButton value={value}>
      {({ copy }) => (
        <UnstyledButton onClick={copy} title={copyLabel}>
          {groups}
        </UnstyledButton>
      )}
    </CopyButton>
  )
}
