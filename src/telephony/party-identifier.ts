import type { CallInvite } from '@azure/communication-call-automation';
import { createIdentifierFromRawId, isUnknownIdentifier } from '@azure/communication-common';

/** Someone whom the service can ring or listen to. */
export type Party = CallInvite['targetParticipant'];

/** The service's identifier for a number (`+1…`) or identity (`8:acs:…`) as flows and states write them; undefined for none. */
export function identifierOf(party: string): Party | undefined {
  if (isPhoneNumber(party)) return { phoneNumber: party };
  const identifier = createIdentifierFromRawId(party);
  return isUnknownIdentifier(identifier) ? undefined : identifier;
}

/** True for a number of the public telephone network, whose calls need a caller id of ours. */
export function isPhoneNumber(party: string): boolean {
  return party.startsWith('+');
}
