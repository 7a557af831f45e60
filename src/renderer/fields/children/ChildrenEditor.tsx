/** Child records have no value of their own: the form edits them as an inline table (generic/form). */
export const ChildrenEditor = () => null
