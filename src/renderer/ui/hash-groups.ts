/** Text in groups of four, separated by spaces: `9f3a 77c0 …`. */
export const inFours = (text: string): string => text.match(/.{1,4}/g)?.join(' ') ?? ''
