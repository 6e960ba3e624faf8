import type { AuthorizationParameters, Place } from "#protocol/authorization.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { RequestForm } from "#ui/request-form.tsx";
import { editableParameters } from "./request-parameters.ts";

export function AuthorizationForm({
  title,
  tenant,
  parameters,
  place,
  onEdit,
}: {
  title: string;
  tenant: Tenant;
  parameters: AuthorizationParameters;
  place: Place;
  onEdit: (name: string, value: string) => void;
}) {
  return (
    <RequestForm
      title={title}
      method="GET"
      path="/authorize"
      host={new URL(tenant.origin).host}
      parameters={editableParameters(parameters, place)}
      onChange={onEdit}
    />
  );
}
