import type { RestError } from '@azure/core-rest-pipeline';

/** Status and code of a request that the SDK rejects; both undefined when it was granted. */
export async function refusalOf(
  request: Promise<unknown>,
): Promise<{ status: number | undefined; code: string | undefined }> {
  const error = await request.then(
    () => undefined,
    (refusal: RestError) => refusal,
  );
  return { status: error?.statusCode, code: error?.code };
}
