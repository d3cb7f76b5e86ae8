/**
 * Says whether this house itself serves the activity's channel, so that being in the log is being delivered.
 * Azure's Direct Line has the same channel id as our own: the service URL decides.
 */
export type ServedHere = (activity: { readonly channelId?: string; readonly serviceUrl?: string }) => boolean;
