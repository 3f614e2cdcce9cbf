import { isClipName } from './clip-name.ts';

/**
 * Where the service fetches a clip: its name below the base address. A query of the base address stays, since storage that
 * is not public wants its signature there. Throws where the base is no address or the name is no clip's: both were checked
 * before, one by the configuration, the other with the flows.
 */
export function clipUrl(baseUrl: string, name: string): string {
  if (!isClipName(name)) throw new Error(`${JSON.stringify(name)} is no name of a clip.`);
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${name}`;
  url.hash = '';
  return url.href;
}
