export function Checking() {
  return <p role="status">Verifying B’s signature…</p>;
}
