import { useAuth0 } from "@auth0/auth0-react";

export function Login() {
  const { user, error, isLoading, loginWithRedirect } = useAuth0();
  if (isLoading) return null;
  if (user) return <p>Logged in as {user.name}</p>;
  return (
    <>
      {error ? <p role="alert">{error.message}</p> : null}
      <button onClick={() => void loginWithRedirect()}>Log in</button>
    </>
  );
}
