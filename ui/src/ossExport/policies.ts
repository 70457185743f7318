/** Who may take on the role: the ECS service alone. Source: help page of ExportImage (2025-04-29). */
export const TRUST_POLICY = `{
  "Version": "1",
  "Statement": [
    {
      "Action": "sts:AssumeRole",
      "Effect": "Allow",
      "Principal": {
        "Service": [
          "ecs.aliyuncs.com"
        ]
      }
    }
  ]
}`;

/** What the role may do: the least that an export needs. Source: as above. */
export const PERMISSION_POLICY = `{
  "Version": "1",
  "Statement": [
    {
      "Action": [
        "oss:GetObject",
        "oss:PutObject",
        "oss:DeleteObject",
        "oss:GetBucketLocation",
        "oss:GetBucketInfo",
        "oss:AbortMultipartUpload",
        "oss:ListMultipartUploads",
        "oss:ListParts"
      ],
      "Effect": "Allow",
      "Resource": "*"
    }
  ]
}`;
