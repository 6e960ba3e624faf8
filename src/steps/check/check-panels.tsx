import { Panel } from "#ui/panel.tsx";

/** What stands beside the page's checks: the page guides an honest person, the server stops others. */
export function CheckPanels() {
  return (
    <Panel title="On your server" hint="the check that no page can make">
      <p>
        These checks guide an honest person; somebody else can leave them out. Where a wrong link
        would harm, send both tokens to your server. Verify them there, require{" "}
        <code>email_verified</code> in both and a fresh <code>auth_time</code> in B’s, and link with
        a token of your server that has <code>update:users</code>.
      </p>
    </Panel>
  );
}
