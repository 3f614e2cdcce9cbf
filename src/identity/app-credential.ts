import type { TokenCredential } from '@azure/core-auth';

/**
 * The app's own identity on Azure. The library is loaded when a token is first needed, since it costs more at start than the
 * rest of the app together, and development needs none.
 */
export function appCredential(): TokenCredential {
  let credential: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      credential ??= import('@azure/identity').then(({ DefaultAzureCredential }) => new DefaultAzureCredential());
      return (await credential).getToken(scopes, options);
    },
  };
}
