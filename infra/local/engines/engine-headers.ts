/**
 * Headers for a call of our own to a local DynamoDB engine. The engines demand the form of a signature and
 * verify none.
 *
 * @param target such as `DynamoDB_20120810.ListTables`.
 */
export function engineHeaders(target: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': target,
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  };
}
