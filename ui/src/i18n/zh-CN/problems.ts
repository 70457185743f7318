import type en from "../en-US/problems";
import type { Translation } from "../translation";

export default {
  code: {
    empty: { title: "有一项未填写", text: "填写此项。" },
    malformed: { title: "填写的内容有误", text: "内容中有不该出现的字符，请检查是否复制完整。" },
    aliasTaken: { title: "名称已被使用", text: "Darkroom中已有账号使用此名称，请换一个名称。" },
    unknownAccessKeyId: {
      title: "AccessKey ID不存在",
      text: "阿里云没有此ID的AccessKey。请检查是否复制完整，或在RAM控制台创建新的AccessKey。",
    },
    inactiveAccessKey: { title: "AccessKey已禁用", text: "此AccessKey已被禁用或删除。请在RAM控制台启用，或换用其他AccessKey。" },
    wrongSecret: {
      title: "AccessKey Secret不匹配",
      text: "此AccessKey ID存在，但Secret不匹配。请重新复制Secret；RAM控制台只在创建AccessKey时显示一次。",
    },
    accountRemoved: {
      title: "任务结束前账号已被移除",
      text: "Darkroom不再跟踪此任务，镜像仍可能创建完成。重新创建之前，请先在ECS控制台查看是否已有该镜像。",
    },
    accountMismatch: {
      title: "AccessKey属于其他账号",
      text: "此AccessKey不属于当初连接的账号，未做任何更改。请用该账号自己的AccessKey更换，或将另一个账号作为新账号连接。",
    },
    accountLocked: {
      title: "账号为只读",
      text: "未发送任何请求。此账号在Darkroom中已锁定为只读，{{action}}被拒绝。请在“设置”的“账号”中解锁，然后重试。",
    },
    clockSkew: {
      title: "本机时间不准",
      text: "与阿里云时间相差超过15分钟的请求会被拒绝。请校准本机的时间和时区，然后重试。",
    },
    uidConnected: {
      title: "账号已连接",
      text: "此阿里云账号的AccessKey已连接，名称为{{alias}}。要使用其他AccessKey，请在该账号的菜单中选择更换AccessKey。",
    },
    accessDenied: { title: "AccessKey没有权限", text: "RAM策略不允许{{action}}。请联系此账号的RAM管理员授权，然后重试。" },
    throttled: {
      title: "请求被阿里云限流",
      text: "最近一分钟内，Darkroom或其他工具在此账号发出的请求过多。请等一分钟再试；自动进行的工作会自行继续。",
    },
    endpointUnreachable: { title: "无法连接", text: "无法连接{{host}}。请检查网络、系统代理和接入地址，然后重试。" },
    proxyUnreachable: { title: "无法连接代理", text: "{{proxy}}没有作出代理应有的响应。请在“设置”的“网络”中检查地址和端口，并确认代理正在运行。" },
    proxyPasswordRefused: { title: "代理不接受该密码", text: "{{proxy}}不接受用户名和密码。请在“设置”的“网络”中检查。" },
    proxyRefused: { title: "代理拒绝转发", text: "{{proxy}}拒绝连接{{host}}。请联系代理管理员放行。" },
    certificateUntrusted: {
      title: "证书不受信任",
      text: "{{host}}出示的证书由{{issuer}}签发，本机不信任。如果公司会检查加密连接，请在“设置”的“网络”中添加公司的CA证书。",
    },
    certificateRefused: { title: "不是CA证书", text: "{{file}}中没有可添加的CA证书。请选择包含CA证书的PEM或DER文件。" },
    addressFileRefused: { title: "未能读取文件", text: "{{file}}中没有可读取的名称和账号ID。请选择CSV文件。" },
    endpointRefused: {
      title: "接入地址不可用",
      text: "接入地址是通过https访问的主机名，例如ecs.cn-hangzhou.aliyuncs.com，不含路径、用户名和密码。请更正或留空。",
    },
    timeout: { title: "未及时响应", text: "{{host}}未及时响应。请检查网络，然后重试。" },
    requestAltered: {
      title: "请求在途中被改动",
      text: "本机与阿里云之间的某个环节改动了请求：到达时缺少参数{{parameter}}。AccessKey没有问题。请检查网络中的代理、VPN和安全软件，然后重试。",
    },
    notEcsReply: {
      title: "响应方不是阿里云",
      text: "{{host}}返回的内容不是阿里云的响应，中间可能有代理或网络登录页面。请检查网络和接入地址，然后重试。",
    },
    providerFault: { title: "阿里云服务故障", text: "故障发生在阿里云一侧。请几分钟后重试；如果仍然失败，请提交工单并提供请求ID。" },
    keyringAbsent: {
      title: "没有可用的密钥环",
      text: "操作系统的密钥环没有响应，无法保存Secret。Linux系统请安装并启动GNOME Keyring、KWallet或KeePassXC，其他系统请重新登录，然后重试。",
    },
    keyringLocked: { title: "密钥环已锁定", text: "操作系统的密钥环已锁定，无法读取Secret。请解锁，然后重试。" },
    keyringWaiting: { title: "密钥环在等待您的操作", text: "操作系统的密钥环弹出了提示。请在提示中确认，然后重试。" },
    keyringFailed: { title: "密钥环出错", text: "操作系统的密钥环未能保存或返回Secret。请重启密钥环或重新登录系统，然后重试。" },
    secretMissing: {
      title: "密钥环中没有Secret",
      text: "密钥环可以访问，但没有此账号的Secret，可能已被他人删除。请为该账号更换有效的AccessKey。",
    },
    secretDamaged: {
      title: "密钥环中的Secret已损坏",
      text: "密钥环中此账号的内容不是Darkroom写入的，或已被改动。请为该账号更换有效的AccessKey。",
    },
    snapshotGone: { title: "快照已不存在", text: "{{snapshotId}}已不存在，可能已被删除或释放。请选择其他快照。" },
    snapshotUnfit: { title: "此快照不能创建镜像", text: "阿里云不支持用{{snapshotId}}创建自定义镜像。请选择其他系统盘快照。" },
    imageNameTaken: { title: "镜像名称已被使用", text: "此地域的另一个镜像已使用此名称，请换一个名称。" },
    imageUndecided: {
      title: "镜像可能已创建",
      text: "已有名为{{name}}的镜像，但阿里云未说明它是否由此任务创建。重新创建之前，请先在ECS控制台查看该镜像。",
    },
    imageQuota: {
      title: "镜像配额已用完",
      text: "此账号在该地域的自定义镜像数量已达配额。请删除不再使用的镜像或申请提高配额，然后重试。",
    },
    imageCreateFailed: {
      title: "镜像创建失败",
      text: "阿里云报告镜像创建失败，快照未受影响。请重新创建；如果仍然失败，请提交工单并提供镜像ID和请求ID。",
    },
    imageNotListed: {
      title: "查询不到镜像",
      text: "已查询不到{{imageId}}，按此ID查询所有状态也没有结果。它可能仍然存在，Darkroom会继续查找。重新创建之前，请先在ECS控制台查看。",
    },
    snapshotNotReady: { title: "等待快照完成", text: "{{snapshotId}}仍在创建中，状态变为成功后会自动创建镜像。" },
    imageCopyConflict: { title: "此镜像正在进行另一个复制", text: "阿里云同一时间只接受一个镜像的一个复制任务。前一个结束后，此复制会自动开始。" },
    copyRegionClosed: {
      title: "地域未开通",
      text: "阿里云不识别{{regionId}}，或此账号尚未开通。请开通后重试，或跳过此复制。",
    },
    copyPairUnsupported: {
      title: "两个地域之间不能复制",
      text: "阿里云不支持将此镜像从{{fromRegionId}}复制到{{regionId}}。请跳过此复制。",
    },
    imageTooLargeToCopy: {
      title: "镜像过大，不能复制",
      text: "请将其快照复制到{{regionId}}并在当地创建镜像，或提交工单申请提高上限。",
    },
    snapshotQuota: {
      title: "快照配额已用完",
      text: "请删除{{regionId}}的快照，或申请提高配额，然后重试。",
    },
    bucketNotFound: {
      title: "Bucket不存在",
      text: "镜像所在地域{{regionId}}没有名为{{bucket}}的Bucket。请检查名称，或在该地域创建Bucket。",
    },
    bucketEncrypted: {
      title: "Bucket已加密",
      text: "{{bucket}}已加密，阿里云不支持导出到加密的Bucket。请选择未加密的Bucket。",
    },
    bucketNotAuthorized: {
      title: "角色无权写入Bucket",
      text: "{{role}}无权写入{{bucket}}。请检查角色的权限策略和Bucket的授权策略，然后重试。",
    },
    bucketRefused: {
      title: "Bucket不可用",
      text: "阿里云拒绝导出到{{bucket}}，请选择其他Bucket。",
    },
    exportRoleMissing: {
      title: "缺少角色",
      text: "此账号没有允许ECS服务写入OSS的角色{{role}}。请由此账号的RAM管理员创建，然后重试。",
    },
    exportFormatRefused: {
      title: "不支持该格式",
      text: "{{regionId}}不支持导出为此格式。请选择RAW，所有地域都支持。",
    },
    imageNotExportable: {
      title: "镜像不能导出",
      text: "由于镜像的类型、许可证、云盘或云盘加密，阿里云不支持导出此镜像，具体原因见阿里云的说明。",
    },
    imageExporting: {
      title: "镜像正在导出",
      text: "此镜像的另一个导出任务正在进行，阿里云一次只运行一个。请等待其结束后重试。",
    },
    exportsRunning: {
      title: "其他导出任务正在进行",
      text: "该地域同时进行的导出任务已达上限。其他任务结束后，此导出会自动开始。",
    },
    exportQuota: {
      title: "本周的导出次数已用完",
      text: "阿里云限制每周导出镜像的数量。请下周重试，或申请提高配额。",
    },
    exportNotOpen: {
      title: "未开通导出",
      text: "阿里云在{{regionId}}不支持导出镜像，或未对此账号开通。请提交工单申请，或将镜像复制到其他地域后再导出。",
    },
    exportUndecided: {
      title: "无法确定是哪个导出任务",
      text: "响应已丢失，而当时此镜像有多个导出任务，其中包括{{taskId}}。没有再次发送。请查看Bucket，然后跳过此步骤或重试。",
    },
    taskFailed: {
      title: "导出失败",
      text: "阿里云将任务{{taskId}}标为失败，原因见下。请解决后重试。",
    },
    taskNotListed: {
      title: "查询不到任务",
      text: "阿里云已查询不到任务{{taskId}}。请在Bucket中查看对象是否存在，然后停止跟踪此步骤。",
    },
    featuresNotRestored: {
      title: "丢失的特性没有恢复",
      text: "Darkroom已为复制的镜像{{imageId}}写回丢失的特性，但阿里云仍未显示。请重试，或在ECS控制台中为该镜像设置。",
    },
    shareAccountRefused: {
      title: "账号ID被拒绝",
      text: "阿里云不能将此镜像共享给{{shareAccountId}}。请确认它是同一站点的阿里云账号ID，更正或移除后重试。",
    },
    tagKeyRefused: { title: "标签键被拒绝", text: "阿里云不接受某个标签的键。请去掉可能有问题的标签，然后重试。" },
    notEnoughBalance: { title: "账号余额不足", text: "账号余额不足或已欠费，阿里云拒绝了请求。请在控制台充值或结清欠费，然后重试。" },
    snapshotNotListed: {
      title: "查询不到快照",
      text: "已查询不到{{snapshotId}}，按此ID查询也没有结果。它可能仍然存在。重新创建之前，请先在ECS控制台查看。",
    },
    snapshotFailed: {
      title: "快照创建失败",
      text: "阿里云报告{{snapshotId}}创建失败，云盘未受影响。请重新创建；如果仍然失败，请提交工单并提供快照ID和请求ID。",
    },
    noStock: {
      title: "无库存",
      text: "{{zoneId}}目前没有{{instanceType}}的库存，未在该可用区创建任何实例。请选择其他可用区或实例规格，或稍后重试。",
    },
    typeNotInZone: {
      title: "此可用区不销售该实例规格",
      text: "阿里云没有此实例规格，或不在此可用区销售。请选择其他可用区或实例规格。",
    },
    typeNotForImage: {
      title: "镜像与实例规格不匹配",
      text: "镜像的架构、启动模式或NVMe支持与此实例规格不匹配。请选择镜像支持的实例规格。",
    },
    imageNotUsable: {
      title: "镜像无法使用",
      text: "镜像已被删除、尚未完成或已下架。请刷新镜像列表，选择状态为可用的镜像。",
    },
    imageWithoutCloudInit: {
      title: "镜像不接受设置",
      text: "阿里云未识别到此镜像的cloud-init，因此不能设置主机名、密码或实例自定义数据。请去掉这些设置，或用装有cloud-init的系统重新创建镜像。",
    },
    diskSizeRefused: {
      title: "云盘容量被拒绝",
      text: "某块云盘小于镜像所需容量，或超出其云盘类型的范围。请更正容量。",
    },
    diskCategoryRefused: {
      title: "云盘类型被拒绝",
      text: "此云盘类型不能与该实例规格搭配，或不在该可用区销售。请选择其他云盘类型、实例规格或可用区。",
    },
    performanceLevelRefused: {
      title: "性能级别被拒绝",
      text: "性能级别与云盘类型或容量不匹配。请增大容量或选择较低的性能级别。",
    },
    deviceRefused: {
      title: "设备名被拒绝",
      text: "设备名与镜像不一致，或重复使用。请从镜像重新打开此页，重新读取设备名。",
    },
    networkMismatch: {
      title: "网络设置不匹配",
      text: "可用区、交换机、专有网络和安全组不属于一处。请选择该可用区的交换机，以及其专有网络的安全组。",
    },
    securityGroupFull: {
      title: "安全组已满",
      text: "某个安全组不能再加入实例。请选择其他安全组，或减少实例数量。",
    },
    noFreeAddresses: {
      title: "可用IP不足",
      text: "交换机的可用IP不够这些实例使用。请选择其他交换机，或减少实例数量。",
    },
    keyPairRefused: {
      title: "密钥对无法使用",
      text: "阿里云拒绝了此密钥对：它已不存在，或系统为Windows。请选择其他密钥对，或使用密码登录。",
    },
    passwordRefused: {
      title: "密码被拒绝",
      text: "密码须为8 – 30个字符，至少包含大写字母、小写字母、数字和特殊字符中的三种。请换一个密码。",
    },
    passwordNeeded: {
      title: "需要重新输入密码",
      text: "此步骤要发送密码，而Darkroom不保存任何密码。请重新输入密码以继续。",
    },
    roleRefused: {
      title: "RAM角色被拒绝",
      text: "此用户无权将该RAM角色授予实例，或它不是ECS可用的角色。请为其授予ram:PassRole，或不使用角色。",
    },
    userDataRefused: {
      title: "实例自定义数据被拒绝",
      text: "阿里云不接受该实例自定义数据，或实例规格、镜像不支持。请去掉后重试。",
    },
    hostNameRefused: {
      title: "主机名被拒绝",
      text: "Linux的主机名为2 – 64个字符，Windows为2 – 15个字符且不能全为数字，首尾不能是点或连字符。请更正名称，或由云端指定主机名。",
    },
    instanceNameRefused: {
      title: "实例名称被拒绝",
      text: "实例名称为2 – 128个字符，以字母或汉字开头，不能以http://开头。请更正名称。",
    },
    encryptionRefused: {
      title: "加密被拒绝",
      text: "KMS密钥不存在、已禁用或未授权，或此地域要求加密。请选择其他KMS密钥或启用加密；具体原因见下方阿里云的说明。",
    },
    quotaUsedUp: {
      title: "配额已用完",
      text: "此账号的vCPU、实例或云盘配额已用完。请减少数量或选择较小的规格，或在配额中心申请提高配额。",
    },
    deploymentSetFull: {
      title: "部署集已满",
      text: "部署集在此可用区不能再加入实例。请从设置中去掉部署集，减少实例数量，或选择其他可用区。",
    },
    deploymentSetGone: {
      title: "部署集不存在",
      text: "阿里云在此地域找不到该部署集。请从设置中去掉部署集，然后重试。",
    },
    noPublicAddress: {
      title: "没有可用的公网IP地址",
      text: "阿里云目前没有可分配给这些实例的公网IP地址。请将公网IP地址设为不分配来创建，之后再绑定EIP。",
    },
    cloudBusy: {
      title: "阿里云正在处理其他操作",
      text: "阿里云仍在处理之前的订单或变更。任务步骤会等待并自动重新发送；其他情况请一分钟后重试。",
    },
    restartNeeded: {
      title: "需要先重启实例",
      text: "之前的变更在实例下次启动时才生效。请重启实例，然后重试。",
    },
    downgradeRefused: {
      title: "降配被拒绝",
      text: "阿里云不允许此降配：计费方式不支持、云盘不支持，或降配次数已用完。请选择不低于当前配置的规格。",
    },
    bandwidthOfEip: {
      title: "带宽属于EIP",
      text: "实例的公网IP地址是EIP。请在VPC控制台的EIP中修改带宽，或先解绑EIP。",
    },
    unpaidOrder: {
      title: "有未支付的订单",
      text: "该实例有未支付的订单。请在控制台支付或取消订单，然后重试。",
    },
    expiredOrInArrears: {
      title: "已到期或欠费",
      text: "实例或云盘已到期，或账单已逾期。请在控制台续费或付款，然后重试。",
    },
    wrongDiskStatus: {
      title: "云盘状态不符",
      text: "云盘正在创建、迁移或复制，此时不能执行此操作。请等待，或停止复制，然后重试。",
    },
    notForInstance: {
      title: "该实例不支持此操作",
      text: "实例的计费方式不允许此操作，或实例是抢占式实例、位于专有宿主机上。请查看下方阿里云的说明。",
    },
    deletionProtected: {
      title: "已开启释放保护",
      text: "该实例已开启释放保护。请在控制台关闭后重试。",
    },
    accountCannotOrder: {
      title: "账号不能下单",
      text: "账号没有有效的支付方式，或未完成实名认证。请在控制台完成后重试。",
    },
    instancesGone: {
      title: "实例已消失",
      text: "阿里云接受了请求，但之后创建失败。已消失的实例数：{{count}}。系统事件：{{event}}。已有的实例会保留；请重新创建其余实例，或换一个可用区。",
    },
    someInstancesRefused: {
      title: "部分实例被拒绝",
      text: "被阿里云拒绝的实例数：{{count}}。下方阿里云的说明针对其中第一台。请按说明更正，然后对这些实例重试。",
    },
    wrongInstanceStatus: {
      title: "实例状态不符",
      text: "实例的状态为{{status}}，此时不能执行此操作。请等待，或先启动、停止实例，然后重试。",
    },
    instanceNotListed: {
      title: "列表中已没有该实例",
      text: "即使按ID查询，阿里云也不再列出{{instanceId}}。它可能仍然存在，Darkroom会继续查询。",
    },
    diskNotEncrypted: {
      title: "新云盘未按要求加密",
      text: "{{instanceId}}的{{diskId}}：要求的KMS密钥为{{asked}}，实际为{{seen}}。请用加密镜像再次更换，或按现状使用。",
    },
    moreThanDiskChanged: {
      title: "变化的不只是系统盘",
      text: "{{instanceId}}的系统盘已更换，但另有缺失。数据盘：{{diskIds}}。地址：{{addresses}}。使用前请先检查该实例。",
    },
    stillNotShown: {
      title: "已接受，但一直未生效",
      text: "阿里云早已接受该请求。请求值：{{asked}}。当前值：{{seen}}。该操作可能已在云端失败，或有人另作了变更。Darkroom会继续查询；请先在ECS控制台查看，再停止跟踪此步骤。",
    },
    onlineResizeRefused: {
      title: "该实例规格不支持在线扩容",
      text: "尚无变更。重试将改为离线扩容：实例下次启动或重启后生效。",
    },
    systemDiskIsAnother: {
      title: "系统盘已是另一块云盘",
      text: "{{instanceId}}的系统盘原为{{oldDiskId}}，现为{{diskId}}，未发送任何请求：其中可能有不在任何快照里的数据。请跳过此步骤，或以实例的现状重新开始。",
    },
    imageWithDataDisks: {
      title: "镜像包含数据盘",
      text: "阿里云不用该镜像更换系统盘。请只用其系统盘快照创建镜像，再使用新镜像。",
    },
    policyNotApplied: {
      title: "快照策略未生效",
      text: "策略{{policyId}}已应用，但阿里云未显示。请重试，或在控制台应用。",
    },
    releaseUnconfirmed: {
      title: "等待确认释放",
      text: "测试实例正在运行并计费。查看完成后，请确认释放。",
    },
    releaseScheduled: {
      title: "等待释放时间",
      text: "测试实例正在运行并计费。到时会自动释放，也可立即确认释放。",
    },
    instanceNotOfJob: {
      title: "实例不属于此任务",
      text: "{{instanceId}}没有此任务的标签，因此未释放。请在ECS控制台查看。",
    },
    instanceNotReleased: {
      title: "实例仍然存在",
      text: "阿里云已接受释放{{instanceId}}，但仍列出该实例，状态为{{status}}。请重试，或在ECS控制台释放。",
    },
    undoTimeRuns: { title: "仍可撤销", text: "尚未发送任何请求。" },
    imageGone: { title: "镜像已不存在", text: "阿里云已不再列出{{imageId}}，未作任何修改。请跳过此步骤并刷新镜像列表。" },
    imageChangedMeanwhile: { title: "他人已作修改", text: "当前值：{{now}}。没有发送任何请求。重试将覆盖它，也可以跳过此步骤。" },
    imageFamilyFull: { title: "镜像族系已满", text: "每个镜像族系最多100个镜像，每个地域最多100个镜像族系。请选择其他镜像族系，或删除不再需要的镜像。" },
    bootModeRefused: { title: "启动模式未修改", text: "阿里云不允许改为此启动模式，或镜像仍被实例使用。请跳过此步骤，或在没有实例使用该镜像后重试。" },
    wrongImageStatus: { title: "镜像状态已改变", text: "{{imageId}}的状态已被他人修改。请刷新镜像列表，然后跳过此步骤或重试。" },
    imageStillShared: { title: "仍在共享", text: "{{imageId}}共享给{{shareAccountId}}，因此保留。请先取消共享再重试。" },
    imageUsedSince: {
      title: "确认后发生变化",
      text: "现有{{count}}台实例在使用{{imageId}}，多于计划所示。未发送任何请求，请重新计划。",
    },
    snapshotUsedSince: { title: "确认后发生变化", text: "{{snapshotId}}现在正被使用，与计划所示不同。未发送任何请求，请重新计划。" },
    stillListed: { title: "已接受，但仍能查到", text: "当前状态为{{status}}。Darkroom会继续查询，请在ECS控制台查看。" },
    snapshotsKept: { title: "部分快照未删除", text: "共{{count}}个，各行注明了原因。" },
    snapshotRunning: {
      title: "正在为此云盘创建快照",
      text: "阿里云同一时间只为一块云盘创建一个快照。请等正在进行的快照完成，然后重试。",
    },
    stepMovedOn: { title: "步骤已变化", text: "该步骤的状态刚刚发生了变化，因此未执行任何操作。此处显示的是它的最新状态。" },
    refused: { title: "阿里云拒绝了请求", text: "请求被拒绝，原因见下方阿里云的说明。请按说明更正，然后重试。" },
    draftInvalid: { title: "还不能创建", text: "前面的步骤还有问题。请更正标出的内容，然后重新创建。" },
    notFound: { title: "内容已不存在", text: "Darkroom中已没有所请求的内容，可能刚被移除。请返回列表。" },
    storeFailed: {
      title: "无法使用保存账号和任务的文件",
      text: "Darkroom无法读取或写入保存账号和任务的文件。请检查磁盘和Darkroom的数据目录，然后重试。",
    },
    cacheDamaged: {
      title: "缓存已损坏",
      text: "Darkroom正在从云端重新建立缓存。账号和任务保存在另一个文件中，不受影响。请等待列表重新读取完成。",
    },
    cacheFailed: {
      title: "无法使用缓存",
      text: "无法读取或写入从云端获取的数据的缓存。账号和任务保存在另一个文件中，不受影响。请刷新；如果仍然出错，请重启Darkroom。",
    },
    exportFailed: {
      title: "未能写入文件",
      text: "未生成{{file}}，同名的原有文件保持不变。请重新导出；如果仍然出错，请换一个文件夹。",
    },
    recipeNameTaken: { title: "名称已被使用", text: "已有同名方案，请输入其他名称。" },
    recipeFileRefused: { title: "不是方案文件", text: "此文件不是Darkroom的方案，请选择在方案页导出的文件。" },
    folderNotShown: {
      title: "未能显示文件夹",
      text: "{{file}}已生成，但没有文件管理器能显示它。请自行打开所在文件夹。",
    },
    pageNotOpened: {
      title: "未能打开浏览器",
      text: "请复制地址{{page}}，自行在浏览器中打开。",
    },
    superseded: { title: "此搜索已被新的搜索取代", text: "只返回最新一次搜索的结果。" },
    internal: { title: "Darkroom出错", text: "这是Darkroom的问题，与您的操作无关。请重试；如果仍然出错，请重启Darkroom，任务会在下次启动时继续。" },
  },
  field: {
    status: { imageStillShared: "{{imageId}}共享给{{shareAccountId}}，共享中的镜像不能弃用。请先取消共享再重试。" },
    prefix: { malformed: "请使用1到30个字母和数字。" },
    unshareWith: { shareAccountRefused: "账号{{shareAccountId}}不存在，或仍列在共享中。请将其移除，或重试。" },
    encryption: { encryptionRefused: "KMS密钥不在{{regionId}}、已禁用，或ECS无权使用。请启用后重试，或使用其他KMS密钥。" },
    accessKeyId: {
      empty: "粘贴AccessKey ID，通常以LTAI开头。",
      accountMismatch: "此AccessKey属于其他账号，请粘贴此处所示账号的AccessKey。",
      malformed: "AccessKey ID只含字母和数字，请检查是否复制完整。",
    },
    accessKeySecret: {
      empty: "粘贴AccessKey Secret。",
      malformed: "AccessKey Secret中不能有空格、换行等不可见字符，请重新复制。",
    },
    alias: {
      empty: "为账号起一个名称，例如prod-cn。",
      malformed: "名称为一行，最多64个字符。",
    },
    endpoint: {
      malformed: "输入主机名，例如ecs.cn-hangzhou.aliyuncs.com，或留空。",
    },
  },
  reason: {
    addressFileRefused: {
      notText: "{{file}}不是UTF-8文本。请在电子表格中另存为“CSV UTF-8”，然后重新导入。",
      empty: "{{file}}中没有含名称和账号ID的行。",
      tooLarge: "{{file}}超过8 MiB，请拆分为较小的文件。",
      notReadable: "未能打开{{file}}。请确认文件存在且有读取权限。",
    },
    encryptionRefused: {
      keyNotFound: "{{regionId}}没有此KMS密钥，请选择该地域的KMS密钥。",
      keyDisabled: "KMS密钥已禁用。请在KMS控制台启用后重试，或使用其他KMS密钥。",
      keyNotAllowed: "ECS无权使用此KMS密钥。请在{{regionId}}为云盘加密的服务角色授权，或使用其他KMS密钥。",
      kmsNotEnabled: "{{regionId}}尚未开通KMS。请在KMS控制台开通，然后重试。",
      encryptionByDefault: "该账号在{{regionId}}默认加密云盘，因此副本必须加密。请选择KMS密钥或服务密钥。",
    },
    recipeFileRefused: {
      newer: "此文件由更新版本的Darkroom写入。请更新Darkroom后再导入。",
      incomplete: "此方案缺少内容或已损坏，请从来源处重新导出。",
      tooLarge: "{{file}}过大，不是方案文件。请选择在方案页导出的文件。",
      notReadable: "无法读取{{file}}。请确认文件存在且有权读取。",
    },
    malformed: {
      swapped: "这像是Secret。请在此粘贴AccessKey ID，在下方粘贴Secret。",
      same: "这仍是AccessKey ID，请粘贴与它对应的Secret。",
      temporary: "此ID属于临时的STS Token。请使用RAM用户的AccessKey，其ID以LTAI开头。",
      tooLong: "最多使用{{max}}个字符，请检查是否多复制了内容。",
    },
    keyringLocked: { dismissed: "密钥环的提示被关闭。请重试，并在提示时解锁密钥环。" },
    snapshotUnfit: {
      notFinished: "{{snapshotId}}仍在创建中，请等状态变为成功后重新创建。",
      tooOld: "{{snapshotId}}创建于2013-07-15之前，不能创建镜像。请选择更新的快照。",
      category: "{{snapshotId}}的类型不支持创建镜像。请先恢复为普通快照，或选择其他快照。",
    },
    storeFailed: {
      full: "磁盘已满，未能保存。请腾出空间，然后重试。",
      readOnly: "Darkroom的数据目录为只读，未能保存。请允许写入，然后重试。",
      folder: "无法打开Darkroom的数据目录。请检查目录是否存在并属于您，然后重启Darkroom。",
      damaged: "保存账号和任务的文件已损坏。请从备份恢复；如果没有备份，请移走该文件，重新连接账号，并在ECS控制台查看各任务已创建的内容。",
      newer: "数据由更新版本的Darkroom写入。请安装该版本或更新的版本。",
      inUse: "另一个Darkroom正在使用同一数据目录。请将其关闭，然后重试。",
      busy: "保存账号和任务的文件被其他程序占用。请关闭该程序，然后重试。",
      inputOutput: "读写保存账号和任务的文件时，磁盘报告故障。请检查磁盘，然后重试。",
    },
    cacheFailed: {
      full: "磁盘已满，无法写入缓存。账号和任务保存在另一个文件中，不受影响。请腾出空间，然后刷新。",
      readOnly: "Darkroom的数据目录为只读，无法写入缓存。账号和任务保存在另一个文件中，不受影响。请允许写入，然后刷新。",
      folder: "无法打开缓存目录。账号和任务保存在另一个文件中，不受影响。请检查目录是否存在并属于您，然后重启Darkroom。",
      inputOutput: "读写缓存时，磁盘报告故障。账号和任务保存在另一个文件中，不受影响。请检查磁盘，然后刷新。",
    },
    exportFailed: {
      full: "磁盘已满。未生成{{file}}，同名的原有文件保持不变。请腾出空间，或导出到其他磁盘。",
      tooLarge: "磁盘不支持这么大的文件。未生成{{file}}，同名的原有文件保持不变。请导出到其他磁盘，或减少行数。",
      denied: "您没有写入此文件夹或{{file}}的权限。未做任何更改。请导出到其他文件夹。",
      readOnly: "磁盘为只读。未做任何更改。请导出到其他文件夹。",
      folderGone: "{{file}}所在的文件夹已不存在。请重新导出，并选择其他文件夹。",
    },
  },
  operation: {
    storeFailed: {
      read: "Darkroom无法读取保存账号和任务的文件，未做任何更改。请重试；如果仍然出错，请重启Darkroom。",
      write: "Darkroom无法写入保存账号和任务的文件，未能保存。请检查磁盘，然后重试。",
    },
    cacheFailed: {
      read: "Darkroom无法读取缓存。账号和任务保存在另一个文件中，不受影响。请刷新；如果仍然出错，请重启Darkroom。",
      write: "Darkroom无法写入缓存，列表可能比云端旧。账号和任务保存在另一个文件中，不受影响。请刷新；如果仍然出错，请重启Darkroom。",
    },
  },
  action: {
    CreateImage: "创建镜像",
    CopyImage: "复制镜像",
    CancelCopyImage: "取消复制",
    ModifyImageSharePermission: "修改镜像的共享",
    ModifyImageAttribute: "修改镜像属性",
    DeleteImage: "删除镜像",
    ExportImage: "导出镜像",
    CreateSnapshot: "创建快照",
    CopySnapshot: "复制快照",
    ModifySnapshotAttribute: "修改快照属性",
    DeleteSnapshot: "删除快照",
    RunInstances: "创建实例",
    StartInstances: "启动实例",
    StopInstances: "停止实例",
    ReplaceSystemDisk: "更换操作系统",
    TagResources: "添加标签",
    UntagResources: "移除标签",
    CreateSnapshotGroup: "创建快照一致性组",
    RebootInstances: "重启实例",
    DeleteInstances: "释放实例",
    AttachKeyPair: "绑定密钥对",
    ApplyAutoSnapshotPolicy: "应用自动快照策略",
    ModifyInstanceAttribute: "修改实例属性",
    ModifyDiskAttribute: "修改云盘属性",
    ModifyInstanceMaintenanceAttributes: "修改实例的维护属性",
    CancelTask: "取消任务",
  },
  actionNamed: "{{words}} ({{action}})",
  unknown: {
    now: "空",
    page: "（模板页面）",
    instanceId: "该实例",
    diskIds: "无缺失",
    addresses: "无缺失",
    policyId: "原云盘的策略",
    file: "该文件",
    host: "接入地址",
    proxy: "代理",
    issuer: "未知机构",
    regionId: "该地域",
    fromRegionId: "其所在地域",
    asked: "所订内容",
    seen: "之前的内容",
    oldDiskId: "另一块云盘",
    diskId: "另一块云盘",
    action: "此操作",
    snapshotId: "此快照",
    taskId: "（ID未知）",
    bucket: "该Bucket",
    role: "该角色",
    parameter: "某个参数",
    alias: "其他账号",
    imageId: "该镜像",
    shareAccountId: "其中一个账号",
    zoneId: "该可用区",
    instanceType: "此实例规格",
    count: "未知",
    event: "未提供",
    status: "其他状态",
  },
  sentence: "{{title}}。",
} satisfies Translation<typeof en>;
