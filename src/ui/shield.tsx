/** The sign of a refusal that a lesson wants: a rule holds. */
export function Shield() {
  return (
    <svg width="12" height="13" viewBox="0 0 12 13" fill="none" aria-hidden="true">
      <path
        d="M6 1 1.500 2.500v4c0 2.700 1.800 4.500 4.500 5.500 2.700-1 4.500-2.800 4.500-5.500v-4Z"
        stroke="currentColor"
        strokeWidth="1.500"
        strokeLinejoin="round"
      />
    </svg>
  );
}
