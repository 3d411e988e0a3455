/** What S3 tells a bucket's subscribers. `sequencer` orders the events of one key, as text. */
export type ObjectEvent = {
  eventName:
    | 'ObjectCreated:Put'
    | 'ObjectCreated:Post'
    | 'ObjectCreated:CompleteMultipartUpload'
    | 'ObjectCreated:Copy'
    | 'ObjectRemoved:Delete';
  bucket: string;
  key: string;
  size?: number;
  eTag?: string;
  sequencer: string;
};

/** Grows from event to event and from start to start, in hexadecimal digits of one length, as S3's does. */
export function sequencers(): () => string {
  let last = 0n;
  return () => {
    const now = BigInt(Date.now()) << 20n;
    last = now > last ? now : last + 1n;
    return `00${last.toString(16).toUpperCase().padStart(16, '0')}`;
  };
}
