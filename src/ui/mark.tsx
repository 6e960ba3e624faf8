/** The mark of LinkLab: two strands that cross, as in the rail of the walkthrough. */
export function Mark() {
  return (
    <svg width="34" height="20" viewBox="0 0 34 20" fill="none" aria-hidden="true">
      <path
        d="M2 4h3c7 0 7 12 14 12 4 0 6-3 9-6"
        stroke="var(--a)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path
        d="M2 16h3c7 0 7-12 14-12 4 0 6 3 9 6"
        stroke="var(--b)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path d="M23.5 14.5c2-1.400 3-3 4.500-4.500" stroke="var(--ink)" strokeWidth="3" />
      <circle cx="30" cy="10" r="3" fill="var(--ink)" />
    </svg>
  );
}
