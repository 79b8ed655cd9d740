// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// Hash trees as in RFC 6962 (SHA-256): 00 before a leaf, 01 before two hashes, an odd node moves up.
library Rfc6962 {
    /// Root that the path leads to from this leaf; false if index, size and length of the path do not belong together.
    function rootOf(bytes calldata leaf, uint256 index, uint256 size, bytes32[] calldata path)
        internal
        pure
        returns (bool fits, bytes32 root)
    {
        if (index >= size) {
            return (false, 0);
        }
        uint256 place = index;
        uint256 last = size - 1;
        root = sha256(abi.encodePacked(bytes1(0x00), leaf));
        for (uint256 i = 0; i < path.length; ++i) {
            if (last == 0) {
                return (false, 0);
            }
            if (place & 1 == 1 || place == last) {
                root = sha256(abi.encodePacked(bytes1(0x01), path[i], root));
                while (place & 1 == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                root = sha256(abi.encodePacked(bytes1(0x01), root, path[i]));
            }
            place >>= 1;
            last >>= 1;
        }
        fits = last == 0;
    }
}
