/** The mark: a stitched Japanese book (和綴じ), title slip at the left, binding at the right. As resources/icons/daicho.svg. */
export const Logo = ({ size }: { readonly size: number }) => (
  <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true" focusable="false">
    <rect x="8" y="4" width="48" height="56" rx="3" fill="#2b5590" />
    <rect x="14" y="10" width="13" height="36" rx="1" fill="#fbfaf5" />
    <path d="M20.5 17v14M20.5 35v4" fill="none" stroke="#33332f" strokeWidth="3.5" strokeLinecap="round" />
    <path d="M47 4v56M47 12h9M47 24.5h9M47 39.5h9M47 52h9" fill="none" stroke="#eee9da" strokeWidth="1.6" />
  </svg>
)
