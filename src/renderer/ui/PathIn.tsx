import { shortPath } from './short-path'

type PathInProps = {
  /** The sentence with the path in it. */
  readonly sentence: (path: string) => string
  readonly path: string
}

/** Stands for the path while the sentence is made; no text has it. */
const PLACE = '\u0001'

/** A path within a sentence: shortened in the middle where it is long, whole on hover and for screen readers' titles. */
export const PathIn = ({ sentence, path }: PathInProps) => {
  const [before = '', ...after] = sentence(PLACE).split(PLACE)
  return (
    <>
      {before}
      {after.length > 0 && (
        <span className="daicho-path" title={path}>
          {shortPath(path)}
        </span>
      )}
      {after.join(path)}
    </>
  )
}
