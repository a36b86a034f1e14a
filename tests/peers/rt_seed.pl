# What rt.sh puts into a fresh Request Tracker: the queue, fields, group and rights that adapters/rt/README.md tells
# an administrator to make, and nothing more for the connector. Prints KEY=VALUE lines.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;

my $system = RT->SystemUser;

sub must {
    my ($done, $message) = @_;
    $done or die 'seed: ' . ($message // 'refused') . "\n";
    return $done;
}

sub user {
    my ($name, $real, %more) = @_;
    my $user = RT::User->new($system);
    must($user->Create(Name => $name, RealName => $real, EmailAddress => "$name\@example.org", Privileged => 1, %more));
    return $user;
}

sub token {
    my ($user) = @_;
    my $token = RT::AuthToken->new($system);
    my ($id, $message, $text) = $token->Create(Owner => $user->id, Description => 'tests');
    must($id, $message);
    return $text;
}

sub queue {
    my ($name) = @_;
    my $queue = RT::Queue->new($system);
    must($queue->Create(Name => $name, CorrespondAddress => lc($name) . '@example.org'));
    return $queue;
}

sub field {
    my ($name, $type, $of, @queues) = @_;
    my $field = RT::CustomField->new($system);
    must($field->Create(Name => $name, Type => $type, LookupType => $of));
    must($field->AddToObject($_)) for @queues;
}

sub group {
    my ($name, @members) = @_;
    my $group = RT::Group->new($system);
    must($group->CreateUserDefinedGroup(Name => $name));
    must($group->AddMember($_->PrincipalId)) for @members;
    return $group->PrincipalObj;
}

my $root = RT::User->new($system);
$root->Load('root');
my $connector = user('bowline', 'WhatsApp');
my $maker = user('bowline-contacts', 'WhatsApp');
my $agent = user('agent', 'Agent One', Password => 'agent-password');
my $low = user('low', 'No Rights');

my $queue = queue('WhatsApp');
my $other = queue('Billing');
my $hidden = queue('Hidden');

my $ticket = 'RT::Queue-RT::Ticket';
field($_, 'FreeformSingle', $ticket, $queue, $other) for qw(WA-Key WA-Alias WA-Window-Until);
field('WA-Tags', 'FreeformMultiple', $ticket, $queue, $other);
field('WA-Message', 'FreeformSingle', "$ticket-RT::Transaction", $queue, $other);

my $connectors = group('WhatsApp connector', $connector, $maker);
my $agents = group('Agents', $agent);
for my $at ($queue, $other) {
    must($connectors->GrantRight(Object => $at, Right => $_)) for qw(SeeQueue ShowTicket ShowTicketComments
        CreateTicket ReplyToTicket CommentOnTicket ModifyTicket DeleteTicket SeeCustomField ModifyCustomField);
}
for my $at ($queue, $other, $hidden) {
    must($agents->GrantRight(Object => $at, Right => $_)) for qw(SeeQueue ShowTicket ShowTicketComments CreateTicket
        ReplyToTicket CommentOnTicket ModifyTicket OwnTicket DeleteTicket SeeCustomField ModifyCustomField Watch);
}
# Only for `contacts: true`.
must($maker->PrincipalObj->GrantRight(Object => $RT::System, Right => 'AdminUsers'));

my %token = (RT_TOKEN => $connector, RT_CONTACTS_TOKEN => $maker, RT_AGENT_TOKEN => $agent, RT_LOW_TOKEN => $low,
    RT_ADMIN_TOKEN => $root);
print "$_=", token($token{$_}), "\n" for sort keys %token;
print "RT_QUEUE=WhatsApp\nRT_OTHER_QUEUE=Billing\nRT_HIDDEN_QUEUE=Hidden\n";
print "RT_USER=bowline\nRT_CONTACTS_USER=bowline-contacts\n";
