export default {
  code: {
    empty: { title: "A field is empty", text: "Fill in this field." },
    malformed: { title: "A value cannot be right", text: "This value has characters that cannot belong to it. Check that it was copied whole." },
    aliasTaken: { title: "The name is taken", text: "Another account has this name in Darkroom. Choose a different name." },
    unknownAccessKeyId: {
      title: "The AccessKey ID is not known",
      text: "Alibaba Cloud knows no AccessKey with this ID. Check that it was copied whole, or create a new AccessKey in the RAM console.",
    },
    inactiveAccessKey: {
      title: "The AccessKey is disabled",
      text: "This AccessKey was disabled or deleted. Enable it in the RAM console, or use another one.",
    },
    wrongSecret: {
      title: "The AccessKey Secret does not match",
      text: "Alibaba Cloud knows the AccessKey ID, but this is not its secret. Copy the secret again; the RAM console shows it only once, when the AccessKey is created.",
    },
    accountRemoved: {
      title: "The account was removed before the job had ended",
      text: "Darkroom no longer follows it, and the image may still be created. Look for it in the ECS console before you create it again.",
    },
    accountMismatch: {
      title: "The key belongs to another account",
      text: "This AccessKey is not one of the account that was connected, so nothing was changed. Replace the key of the account with one of its own, or connect the other account as a new one.",
    },
    accountLocked: {
      title: "The account is read-only",
      text: "Nothing was sent. The read-only lock of this account in Darkroom refused {{action}}. Unlock the account in Settings, Accounts, then try again.",
    },
    clockSkew: {
      title: "The clock of this computer is off",
      text: "Alibaba Cloud refuses requests that are more than 15 minutes away from its own time. Set the clock and the time zone of this computer, then try again.",
    },
    uidConnected: {
      title: "The account is connected already",
      text: "A key of this Alibaba Cloud account is connected as {{alias}}. To use another key, choose Replace key in the menu of that account.",
    },
    accessDenied: {
      title: "The key is not allowed to do this",
      text: "A RAM policy refuses {{action}}. Ask whoever manages RAM in this account to allow it, then try again.",
    },
    throttled: {
      title: "Alibaba Cloud asks to slow down",
      text: "Too many requests were made in this account in the last minute, by Darkroom or by other tools. Wait a minute and try again; what runs by itself goes on by itself.",
    },
    endpointUnreachable: {
      title: "No connection",
      text: "{{host}} could not be reached. Check the network, the proxy of the system and the endpoint, then try again.",
    },
    proxyUnreachable: {
      title: "No connection to the proxy",
      text: "{{proxy}} gave no answer of a proxy. Check its address and port in Settings, Network, and whether it runs.",
    },
    proxyPasswordRefused: {
      title: "The proxy wants another password",
      text: "{{proxy}} did not accept the user name and password. Check them in Settings, Network.",
    },
    proxyRefused: {
      title: "The proxy does not let this through",
      text: "{{proxy}} refused to connect to {{host}}. Ask whoever manages the proxy to allow it.",
    },
    certificateUntrusted: {
      title: "The certificate is not trusted",
      text: "{{host}} showed a certificate issued by {{issuer}}, which this computer does not trust. If your company inspects connections, add its CA certificate in Settings, Network.",
    },
    certificateRefused: {
      title: "Not a CA certificate",
      text: "{{file}} holds no certificate of an authority that could be added. Choose a PEM or DER file with a CA certificate.",
    },
    addressFileRefused: {
      title: "The file could not be read",
      text: "{{file}} holds no names and account IDs that can be read. Choose a CSV file.",
    },
    endpointRefused: {
      title: "The endpoint is not allowed",
      text: "An endpoint is a host name, such as ecs.cn-hangzhou.aliyuncs.com, reached over https, without a path, user name or password. Correct it or leave it empty.",
    },
    timeout: { title: "No answer in time", text: "{{host}} did not answer in time. Check the network, then try again." },
    requestAltered: {
      title: "The request was changed on its way",
      text: "Something between this computer and Alibaba Cloud changed the request: parameter {{parameter}} was missing when it arrived. The key is not at fault. Check the proxy, the VPN and the security software of this network, then try again.",
    },
    notEcsReply: {
      title: "Something else answered",
      text: "{{host}} gave an answer that is not one of Alibaba Cloud. A proxy or a sign-in page of the network may stand between; check the network and the endpoint, then try again.",
    },
    providerFault: {
      title: "Alibaba Cloud has a fault",
      text: "The service failed on its own side. Try again in a few minutes; if it stays, open a ticket and give the request ID.",
    },
    keyringAbsent: {
      title: "There is no keyring",
      text: "The keyring of the operating system does not answer, so a secret cannot be kept. On Linux, install and start GNOME Keyring, KWallet or KeePassXC; elsewhere sign in again. Then try again.",
    },
    keyringLocked: {
      title: "The keyring is locked",
      text: "The keyring of the operating system is locked, so the secret cannot be read. Unlock it, then try again.",
    },
    keyringWaiting: {
      title: "The keyring is waiting for you",
      text: "The keyring of the operating system shows a prompt. Answer it, then try again.",
    },
    keyringFailed: {
      title: "The keyring failed",
      text: "The keyring of the operating system did not keep or return the secret. Restart it or sign in again, then try again.",
    },
    secretMissing: {
      title: "The secret is not in the keyring",
      text: "The keyring answers, and holds no secret for this account. Somebody may have removed it. Replace the key of the account with one that is valid.",
    },
    secretDamaged: {
      title: "The secret in the keyring is damaged",
      text: "What the keyring holds for this account was not written by Darkroom or was changed. Replace the key of the account with one that is valid.",
    },
    snapshotGone: {
      title: "The snapshot is gone",
      text: "Alibaba Cloud no longer lists {{snapshotId}}. It was deleted or released. Pick another snapshot.",
    },
    snapshotUnfit: {
      title: "No image can be made of this snapshot",
      text: "Alibaba Cloud does not make custom images of {{snapshotId}}. Pick another system disk snapshot.",
    },
    imageNameTaken: {
      title: "The image name is taken",
      text: "Another image in this region has this name. Choose a different one.",
    },
    imageUndecided: {
      title: "The image may already exist",
      text: "An image named {{name}} exists, but Alibaba Cloud does not say whether this job made it. Check it in the ECS console before you create again.",
    },
    imageQuota: {
      title: "The image quota is used up",
      text: "This account has as many custom images in the region as its quota allows. Delete images that are no longer used, or ask for a higher quota, then retry.",
    },
    imageCreateFailed: {
      title: "The cloud could not make the image",
      text: "Alibaba Cloud reports that creating the image failed. The snapshots are untouched. Create again; if it fails again, open a ticket and give the image ID and the request ID.",
    },
    imageNotListed: {
      title: "The image is no longer listed",
      text: "Alibaba Cloud does not list {{imageId}} any more, not even when asked for that ID with every status. It may still be there. Darkroom goes on looking; check the ECS console before you make it again.",
    },
    snapshotNotReady: {
      title: "Waiting for a snapshot",
      text: "{{snapshotId}} is still being made. The image is created once its status is Completed.",
    },
    imageCopyConflict: {
      title: "Another copy of the image is running",
      text: "Alibaba Cloud takes one copy of an image at a time. This copy starts by itself when the other one has ended.",
    },
    copyRegionClosed: {
      title: "The region is not open",
      text: "Alibaba Cloud does not know {{regionId}}, or it is not open to this account. Open it and retry, or skip this copy.",
    },
    copyPairUnsupported: {
      title: "No copies between these regions",
      text: "Alibaba Cloud does not copy this image from {{fromRegionId}} to {{regionId}}. Skip this copy.",
    },
    imageTooLargeToCopy: {
      title: "The image is too large to copy",
      text: "Copy its snapshots to {{regionId}} and create the image there, or ask for a higher limit with a ticket.",
    },
    snapshotQuota: {
      title: "The snapshot quota is used up",
      text: "Delete snapshots in {{regionId}}, or ask for a higher quota, then retry.",
    },
    bucketNotFound: {
      title: "The bucket is not there",
      text: "There is no bucket {{bucket}} in {{regionId}}, the region of the image. Check the name, or create the bucket there.",
    },
    bucketEncrypted: {
      title: "The bucket is encrypted",
      text: "Alibaba Cloud does not export to {{bucket}}, because it is encrypted. Choose a bucket without encryption.",
    },
    bucketNotAuthorized: {
      title: "The role may not write to the bucket",
      text: "{{role}} may not write to {{bucket}}. Check the policy of the role and that of the bucket, then retry.",
    },
    bucketRefused: {
      title: "The bucket cannot be used",
      text: "Alibaba Cloud refuses {{bucket}} for this export. Choose another bucket.",
    },
    exportRoleMissing: {
      title: "The role is missing",
      text: "The account has no role {{role}} with which the ECS service may write to OSS. Whoever manages RAM in this account has to create it; then retry.",
    },
    exportFormatRefused: {
      title: "The format is refused",
      text: "{{regionId}} does not export in this format. Choose RAW, which every region exports.",
    },
    imageNotExportable: {
      title: "The image cannot be exported",
      text: "Alibaba Cloud does not export this image: because of its kind, its license, its disks, or their encryption. Its own words say which.",
    },
    imageExporting: {
      title: "The image is being exported already",
      text: "Another export of this image is at work, and Alibaba Cloud runs one at a time. Wait until it has ended, then retry.",
    },
    exportsRunning: {
      title: "Other exports are at work",
      text: "The region runs no more exports at once. This one begins by itself when another has ended.",
    },
    exportQuota: {
      title: "The exports of this week are used up",
      text: "Alibaba Cloud lets an account export so many images a week. Retry next week, or ask for a higher quota.",
    },
    exportNotOpen: {
      title: "Exports are not open here",
      text: "Alibaba Cloud does not export images in {{regionId}}, or not for this account. Ask for it with a ticket, or copy the image to another region and export it there.",
    },
    exportUndecided: {
      title: "Nobody can tell which export is this one",
      text: "The reply was lost, and several exports of this image were begun at that time, {{taskId}} among them. Nothing was sent again. Look at the bucket, then skip this step or retry.",
    },
    taskFailed: {
      title: "The export failed",
      text: "Alibaba Cloud has ended the task {{taskId}} as failed. Its reason stands below. Correct the cause, then retry.",
    },
    taskNotListed: {
      title: "The task is no longer listed",
      text: "Alibaba Cloud no longer knows the task {{taskId}}. Look at the bucket whether the objects are there, then stop following the step.",
    },
    featuresNotRestored: {
      title: "The lost features did not come back",
      text: "Darkroom wrote the features that the copy {{imageId}} has lost, and Alibaba Cloud still does not show them. Retry, or set them on the image in the ECS console.",
    },
    shareAccountRefused: {
      title: "An account ID was refused",
      text: "Alibaba Cloud does not share this image with {{shareAccountId}}. Check that it is the ID of an Alibaba Cloud account on the same site, correct or remove it, then retry.",
    },
    tagKeyRefused: {
      title: "A tag key was refused",
      text: "Alibaba Cloud does not accept the key of a tag. Leave out the tags that may be meant, then retry.",
    },
    notEnoughBalance: {
      title: "The account cannot pay",
      text: "Alibaba Cloud refuses because the balance of this account is too low or an invoice is overdue. Top up or pay in the console, then retry.",
    },
    snapshotNotListed: {
      title: "The snapshot is no longer listed",
      text: "Alibaba Cloud does not list {{snapshotId}} any more, not even when asked for that ID. It may still be there. Check it in the ECS console before you create it again.",
    },
    snapshotFailed: {
      title: "The cloud could not make the snapshot",
      text: "Alibaba Cloud reports that {{snapshotId}} failed; the disk is untouched. Create it again; if it fails again, open a ticket and give the snapshot ID and the request ID.",
    },
    noStock: {
      title: "No stock",
      text: "{{zoneId}} has no stock of {{instanceType}} now, and nothing was created there. Pick another zone or another instance type, or try again later.",
    },
    typeNotInZone: {
      title: "The instance type is not sold in this zone",
      text: "Alibaba Cloud does not know this instance type or does not sell it in this zone. Pick another zone or another instance type.",
    },
    typeNotForImage: {
      title: "Image and instance type do not fit",
      text: "Architecture, boot mode or NVMe of the image do not fit this instance type. Pick an instance type that the image supports.",
    },
    imageNotUsable: {
      title: "The image cannot be used",
      text: "The image was deleted, is not finished, or was taken off sale. Refresh the images and pick one whose status is Available.",
    },
    imageWithoutCloudInit: {
      title: "The image takes no settings",
      text: "This image has no cloud-init that Alibaba Cloud knows, so it takes no hostname, password or user data. Leave them out, or create the image again from a system with cloud-init.",
    },
    diskSizeRefused: {
      title: "The size of a disk was refused",
      text: "A disk is smaller than the image needs, or outside the range of its category. Correct the size.",
    },
    diskCategoryRefused: {
      title: "The disk category was refused",
      text: "This category is not sold with the instance type or in the zone. Pick another category, instance type or zone.",
    },
    performanceLevelRefused: {
      title: "The performance level was refused",
      text: "The performance level does not fit the category or the size of the disk. Raise the size or pick a lower level.",
    },
    deviceRefused: {
      title: "A device name was refused",
      text: "A device name is not as in the image, or is used twice. Open the page again from the image, so that its devices are read anew.",
    },
    networkMismatch: {
      title: "The network does not fit together",
      text: "Zone, vSwitch, VPC and security groups do not belong together. Pick a vSwitch of the zone and security groups of its VPC.",
    },
    securityGroupFull: {
      title: "A security group is full",
      text: "A security group takes no more instances. Pick another security group, or create fewer instances.",
    },
    noFreeAddresses: {
      title: "Too few free addresses",
      text: "The vSwitch has not enough free addresses for these instances. Pick another vSwitch, or create fewer instances.",
    },
    keyPairRefused: {
      title: "The key pair cannot be used",
      text: "Alibaba Cloud refuses the key pair: it is gone, or the system is Windows. Pick another key pair, or sign in with a password.",
    },
    passwordRefused: {
      title: "The password was refused",
      text: "A password has 8 – 30 characters of at least three kinds: capitals, small letters, digits and special characters. Type another one.",
    },
    passwordNeeded: {
      title: "The password is needed again",
      text: "This step sends a password, and Darkroom keeps passwords nowhere. Type it again to go on.",
    },
    roleRefused: {
      title: "The RAM role was refused",
      text: "This user may not give the RAM role to instances, or it is not a role for ECS. Have ram:PassRole allowed for it, or leave out the role.",
    },
    userDataRefused: {
      title: "The user data was refused",
      text: "Alibaba Cloud does not accept the user data, or the instance type or image takes none. Leave it out, then try again.",
    },
    hostNameRefused: {
      title: "The hostname was refused",
      text: "A hostname of Linux has 2 – 64 characters, one of Windows 2 – 15 and not digits alone, with no dot or hyphen at its ends. Correct the name, or leave the hostname to the cloud.",
    },
    instanceNameRefused: {
      title: "The instance name was refused",
      text: "An instance name has 2 – 128 characters, starts with a letter and does not start with http://. Correct the name.",
    },
    encryptionRefused: {
      title: "The encryption was refused",
      text: "The KMS key is gone, disabled or not allowed, or this region requires encryption. Pick another key or turn encryption on; the words of the cloud below say which.",
    },
    quotaUsedUp: {
      title: "A quota is used up",
      text: "A quota of vCPUs, instances or disks of this account is used up. Create fewer or smaller ones, or ask for a higher quota in the Quota Center.",
    },
    deploymentSetFull: {
      title: "The deployment set is full",
      text: "The deployment set takes no more instances in this zone. Remove it from the settings, create fewer instances, or use another zone.",
    },
    deploymentSetGone: {
      title: "The deployment set is not there",
      text: "Alibaba Cloud does not know the deployment set in this region. Remove it from the settings, then try again.",
    },
    noPublicAddress: {
      title: "No public addresses in stock",
      text: "Alibaba Cloud has no public addresses for these instances. Create them with the public address None and bind an EIP later.",
    },
    cloudBusy: {
      title: "Something else is at work there",
      text: "Alibaba Cloud is still busy with an order or a change before this one. A step waits and is sent again by itself; elsewhere, try again in a minute.",
    },
    restartNeeded: {
      title: "A restart is needed first",
      text: "An earlier change takes effect at the next start of the instance. Restart it, then try again.",
    },
    downgradeRefused: {
      title: "A change to less was refused",
      text: "Alibaba Cloud does not allow this change to less: not with this billing method, not for this disk, or not again. Pick what is at least as large as now.",
    },
    bandwidthOfEip: {
      title: "The bandwidth is that of an EIP",
      text: "The public address of the instance is an EIP. Change its bandwidth at the EIP in the VPC console, or unbind the EIP first.",
    },
    unpaidOrder: {
      title: "An order is not paid",
      text: "The instance has an unpaid order. Pay or cancel it in the console, then try again.",
    },
    expiredOrInArrears: {
      title: "Expired or overdue",
      text: "The instance or a disk has expired, or its bills are overdue. Renew it or pay in the console, then try again.",
    },
    wrongDiskStatus: {
      title: "The disk is in another status",
      text: "The disk is being made, moved or replicated, and this cannot be done meanwhile. Wait, or stop its replication, then try again.",
    },
    notForInstance: {
      title: "Not possible for this instance",
      text: "The billing method of the instance does not allow this, or it is a spot instance or on a dedicated host. The words of the cloud below say which.",
    },
    deletionProtected: {
      title: "Protected against deletion",
      text: "The deletion protection of the instance is on. Turn it off in the console, then try again.",
    },
    accountCannotOrder: {
      title: "The account cannot order",
      text: "The account has no valid payment method, or its owner is not verified. Complete that in the console, then try again.",
    },
    instancesGone: {
      title: "Instances have vanished",
      text: "Alibaba Cloud accepted the request, and creation failed afterwards. Instances that are gone: {{count}}. System event: {{event}}. What is there is kept; create the rest again, or in another zone.",
    },
    someInstancesRefused: {
      title: "Some instances were refused",
      text: "Alibaba Cloud refused part of the instances: {{count}}. The words of the cloud below are for the first of them. Correct what they name, then try again for these.",
    },
    wrongInstanceStatus: {
      title: "The instance is in another status",
      text: "Its status is {{status}}, and this cannot be done in it. Wait, or start or stop the instance, then try again.",
    },
    instanceNotListed: {
      title: "The instance is no longer listed",
      text: "Alibaba Cloud does not list {{instanceId}} any more, not even when asked for it by its ID. It may still be there. Darkroom goes on asking.",
    },
    diskNotEncrypted: {
      title: "The new disk is not encrypted as asked for",
      text: "{{diskId}} of {{instanceId}}: KMS key asked for {{asked}}, seen {{seen}}. Replace it again with an encrypted image, or use it as it is.",
    },
    moreThanDiskChanged: {
      title: "More than the system disk has changed",
      text: "The system disk of {{instanceId}} is new, and something else is missing. Data disks: {{diskIds}}. Addresses: {{addresses}}. Look at the instance before it is used.",
    },
    stillNotShown: {
      title: "Accepted, and still not shown",
      text: "Alibaba Cloud accepted the request long ago. Asked for: {{asked}}. Shown: {{seen}}. It may have failed there without a word, or somebody has changed it otherwise. Darkroom goes on asking; look at it in the ECS console, then stop following the step.",
    },
    onlineResizeRefused: {
      title: "This instance type does not grow disks while it runs",
      text: "Nothing has changed. Try again to grow the disk for the next start: the new size shows after the instance is started or rebooted.",
    },
    systemDiskIsAnother: {
      title: "The system disk is another one",
      text: "The system disk of {{instanceId}} was to be {{oldDiskId}}. Now it is {{diskId}}, and nothing was sent: it may hold work that is in no snapshot. Skip this step, or begin anew with what the instance is now.",
    },
    imageWithDataDisks: {
      title: "The image holds data disks",
      text: "Alibaba Cloud does not replace a system disk by this image. Make an image of its system-disk snapshot alone, and use that one.",
    },
    policyNotApplied: {
      title: "The snapshot policy is not in effect",
      text: "The policy {{policyId}} was applied, and Alibaba Cloud does not show it. Try again, or apply it in the console.",
    },
    releaseUnconfirmed: {
      title: "Waits for the confirmation of the release",
      text: "The test instance runs and is billed. Confirm its release when you have seen enough of it.",
    },
    releaseScheduled: {
      title: "Waits for the time of the release",
      text: "The test instance runs and is billed. It is released by itself when its time is over, or now if you confirm it.",
    },
    instanceNotOfJob: {
      title: "The instance is not of this job",
      text: "{{instanceId}} does not carry the tag of this job, so it is not released. Look at it in the ECS console.",
    },
    instanceNotReleased: {
      title: "The instance is still there",
      text: "Alibaba Cloud accepted the release of {{instanceId}}, and still lists it with the status {{status}}. Try again, or release it in the ECS console.",
    },
    undoTimeRuns: { title: "Can still be undone", text: "Nothing was sent yet." },
    imageGone: { title: "The image is gone", text: "Alibaba Cloud does not list {{imageId}} any more, so nothing of it was changed. Skip this step and refresh the images." },
    imageChangedMeanwhile: { title: "Somebody else has changed it", text: "It is now: {{now}}. Nothing was sent. Retry to overwrite it, or skip this step." },
    imageFamilyFull: { title: "The family is full", text: "A family holds at most 100 images, and a region at most 100 families. Pick another family, or delete images that are no longer needed." },
    bootModeRefused: { title: "The boot mode stays", text: "Alibaba Cloud does not change it to this, or not while instances run the image. Skip this step, or retry once no instance runs it." },
    wrongImageStatus: { title: "The image has another status", text: "Somebody else has changed the status of {{imageId}}. Refresh the images, then skip this step or retry." },
    imageStillShared: { title: "Still shared", text: "{{imageId}} is shared with {{shareAccountId}}, and stays. Unshare it, then retry." },
    imageUsedSince: {
      title: "Changed since it was confirmed",
      text: "{{count}} instances run {{imageId}} now, more than the plan said. Nothing was sent for it. Plan it again.",
    },
    snapshotUsedSince: { title: "Changed since it was confirmed", text: "{{snapshotId}} is used now, other than the plan said. Nothing was sent for it. Plan it again." },
    stillListed: { title: "Accepted, and still listed", text: "Its status is {{status}}. Darkroom goes on asking; check the ECS console." },
    snapshotsKept: { title: "Snapshots were not deleted", text: "{{count}} of them. Each row says why." },
    snapshotRunning: {
      title: "A snapshot of the disk is being made",
      text: "Alibaba Cloud makes one snapshot of a disk at a time. Wait until the running one is completed, then try again.",
    },
    stepMovedOn: {
      title: "The step has moved on",
      text: "In the meantime the step is no longer where it was, so nothing was done. What it is doing now is shown here.",
    },
    refused: {
      title: "Alibaba Cloud refused",
      text: "The request was refused; the words of the cloud below say why. Correct what they name, then try again.",
    },
    draftInvalid: { title: "This cannot be created yet", text: "Something in the steps before is not right yet. Correct what is marked, then create again." },
    notFound: {
      title: "It is no longer here",
      text: "Darkroom no longer holds what was asked for. It may have been removed in the meantime. Go back to the list.",
    },
    storeFailed: {
      title: "The file with accounts and jobs cannot be used",
      text: "Darkroom could not read or write its file with accounts and jobs. Check the disk and the folder of Darkroom, then try again.",
    },
    cacheDamaged: {
      title: "The cache was damaged",
      text: "Darkroom builds it again from the cloud now. Accounts and jobs are in another file and are kept. Wait until the lists have been read again.",
    },
    cacheFailed: {
      title: "The cache cannot be used",
      text: "What was read from the cloud could not be read from the cache or written to it. Accounts and jobs are in another file and are kept. Refresh; if it stays, restart Darkroom.",
    },
    exportFailed: {
      title: "The file could not be written",
      text: "{{file}} was not made; a file of that name is as it was. Export again, in another folder if it stays.",
    },
    recipeNameTaken: { title: "The name is taken", text: "Another recipe has this name. Type another one." },
    recipeFileRefused: {
      title: "Not a recipe",
      text: "This file is no recipe of Darkroom. Choose a file that was exported on the Recipes page.",
    },
    folderNotShown: {
      title: "The folder could not be shown",
      text: "{{file}} is there, but no file manager showed it. Open its folder yourself.",
    },
    pageNotOpened: {
      title: "The browser could not be opened",
      text: "Copy the address {{page}}, and open it in a browser yourself.",
    },
    superseded: {
      title: "A newer search replaced this one",
      text: "Only the newest search is answered.",
    },
    internal: {
      title: "A mistake in Darkroom",
      text: "This is a fault of Darkroom, not yours. Try again; if it stays, restart Darkroom. Jobs go on at the next start.",
    },
  },
  field: {
    status: { imageStillShared: "{{imageId}} is shared with {{shareAccountId}}. A shared image cannot be deprecated. Unshare it, then retry." },
    prefix: { malformed: "Use 1 to 30 letters and digits." },
    unshareWith: { shareAccountRefused: "Alibaba Cloud does not know {{shareAccountId}}, or still lists it. Remove it, then retry." },
    encryption: { encryptionRefused: "The KMS key is not in {{regionId}}, is disabled, or ECS may not use it. Enable it and retry, or use another KMS key." },
    accessKeyId: {
      empty: "Paste the AccessKey ID. It often begins with LTAI.",
      accountMismatch: "This key belongs to another account. Paste a key of the account that is named here.",
      malformed: "An AccessKey ID has only letters and digits. Check that it was copied whole.",
    },
    accessKeySecret: {
      empty: "Paste the AccessKey Secret.",
      malformed: "An AccessKey Secret has no spaces, line breaks or other invisible characters inside. Copy it again.",
    },
    alias: {
      empty: "Give the account a name, such as prod-cn.",
      malformed: "Use a name of up to 64 characters, on one line.",
    },
    endpoint: {
      malformed: "Type a host name, such as ecs.cn-hangzhou.aliyuncs.com, or leave the field empty.",
    },
  },
  reason: {
    addressFileRefused: {
      notText: "{{file}} is no text in UTF-8. Save it as “CSV UTF-8” in the spreadsheet, then import it again.",
      empty: "{{file}} has no line with a name and an account ID.",
      tooLarge: "{{file}} is larger than 8 MiB. Split it into smaller files.",
      notReadable: "{{file}} could not be opened. Check that it is there and that you may read it.",
    },
    encryptionRefused: {
      keyNotFound: "The KMS key is not in {{regionId}}. Pick a KMS key of that region.",
      keyDisabled: "The KMS key is disabled. Enable it in the KMS console and retry, or use another KMS key.",
      keyNotAllowed: "ECS may not use the KMS key. Have the service role for encrypted disks authorized in {{regionId}}, or use another KMS key.",
      kmsNotEnabled: "KMS is not activated in {{regionId}}. Activate it in the KMS console, then retry.",
      encryptionByDefault: "The account encrypts disks in {{regionId}} by default, so a copy there has to be encrypted. Pick a KMS key or the service key.",
    },
    recipeFileRefused: {
      newer: "A newer version of Darkroom wrote this file. Update Darkroom, then import it again.",
      incomplete: "Parts of this recipe are missing or damaged. Export it again where it came from.",
      tooLarge: "{{file}} is too large for a recipe. Choose a file that was exported on the Recipes page.",
      notReadable: "{{file}} could not be read. Check that it is there and that you may read it.",
    },
    malformed: {
      swapped: "This looks like the secret. Paste the AccessKey ID here and the secret below.",
      same: "This is the AccessKey ID again. Paste the secret that belongs to it.",
      temporary: "This ID belongs to a temporary STS token. Use the AccessKey of a RAM user; its ID begins with LTAI.",
      tooLong: "Use at most {{max}} characters. Check that nothing else was copied along.",
    },
    keyringLocked: { dismissed: "The prompt of the keyring was closed. Try again and unlock the keyring when it asks." },
    snapshotUnfit: {
      notFinished: "{{snapshotId}} is still being made. Wait until its status is Completed, then create again.",
      tooOld: "{{snapshotId}} is from before 2013-07-15; no image can be made of it. Pick a later snapshot.",
      category: "No image can be made of {{snapshotId}} because of its category. Restore it to a standard snapshot first, or pick another one.",
    },
    storeFailed: {
      full: "The disk is full, so this was not saved. Make room, then try again.",
      readOnly: "The folder of Darkroom is read-only, so this was not saved. Allow writing to it, then try again.",
      folder: "The folder of Darkroom cannot be opened. Check that it exists and belongs to you, then restart Darkroom.",
      damaged: "The file with accounts and jobs is damaged. Restore it from a backup. Without a backup, move it away, connect the accounts again, and look in the ECS console for what the jobs have made.",
      newer: "The data was written by a newer Darkroom. Install that version or a later one.",
      inUse: "Another Darkroom has the same folder open. Close it, then try again.",
      busy: "Another program holds the file with accounts and jobs. Close that program, then try again.",
      inputOutput: "The disk reports a fault at the file with accounts and jobs. Check the disk, then try again.",
    },
    cacheFailed: {
      full: "The disk is full, so the cache cannot be written. Accounts and jobs are in another file and are kept. Make room, then refresh.",
      readOnly: "The folder of Darkroom is read-only, so the cache cannot be written. Accounts and jobs are in another file and are kept. Allow writing to it, then refresh.",
      folder: "The folder of the cache cannot be opened. Accounts and jobs are in another file and are kept. Check that the folder exists and belongs to you, then restart Darkroom.",
      inputOutput: "The disk reports a fault at the cache. Accounts and jobs are in another file and are kept. Check the disk, then refresh.",
    },
    exportFailed: {
      full: "The disk is full. {{file}} was not made; a file of that name is as it was. Make room, or export to another disk.",
      tooLarge: "The disk does not take files of this size. {{file}} was not made; a file of that name is as it was. Export to another disk, or fewer rows.",
      denied: "You may not write to this folder or to {{file}}. Nothing was changed. Export to another folder.",
      readOnly: "The disk is read-only. Nothing was changed. Export to another folder.",
      folderGone: "The folder of {{file}} is no longer there. Export again and choose another folder.",
    },
  },
  operation: {
    storeFailed: {
      read: "Darkroom could not read its file with accounts and jobs. Nothing in it was changed. Try again; if it stays, restart Darkroom.",
      write: "Darkroom could not write to its file with accounts and jobs, so this was not saved. Check the disk, then try again.",
    },
    cacheFailed: {
      read: "Darkroom could not read its cache. Accounts and jobs are in another file and are kept. Refresh; if it stays, restart Darkroom.",
      write: "Darkroom could not write to its cache, so the lists may be older than the cloud. Accounts and jobs are in another file and are kept. Refresh; if it stays, restart Darkroom.",
    },
  },
  /** What an action of the API does. */
  action: {
    CreateImage: "creating an image",
    CopyImage: "copying an image",
    CancelCopyImage: "canceling a copy",
    ModifyImageSharePermission: "changing whom an image is shared with",
    ModifyImageAttribute: "changing an image",
    DeleteImage: "deleting an image",
    ExportImage: "exporting an image",
    CreateSnapshot: "creating a snapshot",
    CopySnapshot: "copying a snapshot",
    ModifySnapshotAttribute: "changing a snapshot",
    DeleteSnapshot: "deleting a snapshot",
    RunInstances: "creating instances",
    StartInstances: "starting instances",
    StopInstances: "stopping instances",
    ReplaceSystemDisk: "replacing the operating system",
    TagResources: "adding tags",
    UntagResources: "removing tags",
    CreateSnapshotGroup: "creating a snapshot-consistent group",
    RebootInstances: "restarting instances",
    DeleteInstances: "releasing instances",
    AttachKeyPair: "binding a key pair",
    ApplyAutoSnapshotPolicy: "applying an automatic snapshot policy",
    ModifyInstanceAttribute: "changing an instance",
    ModifyDiskAttribute: "changing a disk",
    ModifyInstanceMaintenanceAttributes: "changing the maintenance of instances",
    CancelTask: "canceling a task",
  },
  actionNamed: "{{words}} ({{action}})",
  /** In place of a value that is not known. */
  unknown: {
    now: "empty",
    page: "of the template",
    instanceId: "this instance",
    diskIds: "none missing",
    addresses: "none missing",
    policyId: "of the old disk",
    file: "the file",
    host: "The endpoint",
    proxy: "The proxy",
    issuer: "an unknown authority",
    regionId: "the region",
    fromRegionId: "its region",
    asked: "what was ordered",
    seen: "what was there before",
    oldDiskId: "another disk",
    diskId: "another disk",
    action: "this action",
    snapshotId: "this snapshot",
    taskId: "of this export",
    bucket: "the bucket",
    role: "The role",
    parameter: "a parameter",
    alias: "another account",
    imageId: "the image",
    shareAccountId: "one of the accounts",
    zoneId: "The zone",
    instanceType: "this instance type",
    count: "unknown",
    event: "none named",
    status: "another one",
  },
  /** Before another sentence. */
  sentence: "{{title}}. ",
} as const;
