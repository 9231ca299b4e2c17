/*
 * sender copy|sendfile FILE SECONDS
 *
 * Sends FILE over loopback again and again, 8 KiB at a time as the mail of 2001 did, and prints the bytes that arrived and
 * the seconds that took. `copy` reads each piece into a buffer and sends that; `sendfile` lets the kernel send the pages of
 * the file. The receiver throws bytes away unread (MSG_TRUNC), so that it adds no copy of its own to either.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PIECE 8192

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Takes one connection, throws away what comes, and writes how much that was to `answer`. */
static void receive(int listener, int answer)
{
	static char unused[65536];
	long long total = 0;
	ssize_t length;
	int connection = accept(listener, NULL, NULL);

	if (connection < 0)
		fail("accept");
	while ((length = recv(connection, unused, sizeof(unused), MSG_TRUNC)) > 0)
		total += length;
	if (length < 0)
		fail("recv");
	if (write(answer, &total, sizeof(total)) != sizeof(total))
		fail("write");
	exit(0);
}

/* Sends the piece of the file at `offset`. */
static void send_piece(int is_copy, int connection, int file, off_t offset)
{
	static char buffer[PIECE];
	off_t from = offset;
	size_t sent = 0;

	if (is_copy && pread(file, buffer, PIECE, offset) != PIECE)
		fail("pread");
	while (sent < PIECE) {
		ssize_t length = is_copy ? send(connection, buffer + sent, PIECE - sent, 0)
					 : sendfile(connection, file, &from, PIECE - sent);

		if (length <= 0)
			fail(is_copy ? "send" : "sendfile");
		sent += (size_t)length;
	}
}

int main(int argc, char **argv)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t address_length = sizeof(address);
	struct stat status;
	long long sent = 0, arrived = 0;
	double start, end, seconds;
	int is_copy, file, listener, connection, answer[2];

	if (argc != 4 || (strcmp(argv[1], "copy") != 0 && strcmp(argv[1], "sendfile") != 0)) {
		fprintf(stderr, "usage: sender copy|sendfile FILE SECONDS\n");
		return 2;
	}
	is_copy = strcmp(argv[1], "copy") == 0;
	seconds = strtod(argv[3], NULL);
	file = open(argv[2], O_RDONLY);
	if (file < 0 || fstat(file, &status) < 0)
		fail(argv[2]);
	if (status.st_size < PIECE || status.st_size % PIECE != 0 || !(seconds > 0)) {
		fprintf(stderr, "sender: FILE must hold whole pieces of %d bytes, and SECONDS be more than 0\n", PIECE);
		return 2;
	}
	listener = socket(AF_INET, SOCK_STREAM, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(listener, 1) < 0 ||
	    getsockname(listener, (struct sockaddr *)&address, &address_length) < 0 || pipe(answer) < 0)
		fail("listen");
	switch (fork()) {
	case -1:
		fail("fork");
		break;
	case 0:
		receive(listener, answer[1]);
	}
	connection = socket(AF_INET, SOCK_STREAM, 0);
	if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof(address)) < 0)
		fail("connect");

	start = now();
	while (now() - start < seconds)
		for (off_t offset = 0; offset < status.st_size; offset += PIECE, sent += PIECE)
			send_piece(is_copy, connection, file, offset);
	shutdown(connection, SHUT_WR);
	/* If the receiver died, nobody else may hold the pipe open. */
	close(answer[1]);
	if (read(answer[0], &arrived, sizeof(arrived)) != sizeof(arrived))
		fail("the receiver");
	end = now();
	wait(NULL);
	if (arrived != sent) {
		fprintf(stderr, "sender: %lld bytes were sent, %lld arrived\n", sent, arrived);
		return 1;
	}
	printf("%lld %.6f\n", arrived, end - start);
	return 0;
}
