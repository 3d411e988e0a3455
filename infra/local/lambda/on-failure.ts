/** The ARN that a `DestinationConfig` names for what failed. */
export const onFailure = (destinationConfig: unknown): string | undefined =>
  (destinationConfig as { OnFailure?: { Destination?: string } } | undefined)?.OnFailure?.Destination;
