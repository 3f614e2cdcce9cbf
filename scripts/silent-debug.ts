/**
 * Stands in for the package `debug` in the bundle. The proxy agents of the Azure SDK write the addresses of requests with it where the
 * environment asks for that, and the app keeps addresses out of every log.
 */
export default function silentDebug(): () => void {
  return () => undefined;
}
